resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/orders:1.4.2"
    }
    vpc_access {
      egress = "ALL_TRAFFIC"
      network_interfaces {
        network    = "default" # want SLS703
        subnetwork = "default"
      }
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
