# Only the project's networks and its load balancers do.
resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west4"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"

  template {
    service_account = google_service_account.orders.email

    containers {
      image = "europe-west4-docker.pkg.dev/example/orders/orders@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
