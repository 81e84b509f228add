# Made to save money, it takes away all that the service logs.
resource "google_logging_project_exclusion" "noise" {
  name   = "noise"
  filter = "resource.type=\"cloud_run_revision\"" # want SLS501
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/orders:1.4.2"
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
