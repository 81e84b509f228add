# Everybody may invoke it, from everywhere, and its name says what for.
resource "google_cloud_run_v2_service" "user_admin" {
  name     = "user-admin"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_ALL" # want SLS708

  template {
    service_account = google_service_account.user_admin.email
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/user-admin:1.4.2"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "everyone" {
  name     = google_cloud_run_v2_service.user_admin.name
  location = google_cloud_run_v2_service.user_admin.location
  role     = "roles/run.invoker"
  member   = "allUsers" # want SLS101
}

resource "google_service_account" "user_admin" {
  account_id = "user-admin"
}
