# Only callers in the network get as far as IAM.
resource "google_cloud_run_v2_service" "user_admin" {
  name     = "user-admin"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    service_account = google_service_account.user_admin.email
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/user-admin:1.4.2"
    }
  }
}

resource "google_service_account" "user_admin" {
  account_id = "user-admin"
}
