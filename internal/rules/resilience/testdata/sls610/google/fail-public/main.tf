# want (plan) SLS610
resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_ALL"

  template {
    service_account = google_service_account.orders.email
    scaling {
      max_instance_count = 5
    }
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/orders:1.4.2"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "everyone" {
  name     = google_cloud_run_v2_service.orders.name
  location = google_cloud_run_v2_service.orders.location
  role     = "roles/run.invoker"
  member   = "allUsers" # want SLS101
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
