resource "google_compute_network" "functions" {
  name                    = "functions"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "functions" {
  name          = "functions"
  region        = "europe-west1"
  network       = google_compute_network.functions.id
  ip_cidr_range = "10.8.0.0/26"
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
    vpc_access {
      egress = "ALL_TRAFFIC"
      network_interfaces {
        network    = google_compute_network.functions.id
        subnetwork = google_compute_subnetwork.functions.id
      }
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
