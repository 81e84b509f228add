# Everything goes through the network.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    service_account = google_service_account.orders.email

    vpc_access {
      egress = "ALL_TRAFFIC"

      network_interfaces {
        network    = "projects/shop/global/networks/apps"
        subnetwork = "projects/shop/regions/europe-west1/subnetworks/apps"
      }
    }

    containers {
      image = "europe-docker.pkg.dev/shop/apps/orders@sha256:8d5e8a1f7f4d8a2f7f3a51f8a36ff0f33a8a4f3c63b7f2f9c6f0d1e5b4a39281"
    }
  }
}
