# Made for a server, with the tag that the instances of every connector bear.
resource "google_compute_firewall" "web" {
  name          = "web"
  network       = google_compute_network.functions.id
  source_ranges = ["0.0.0.0/0"] # want SLS704
  target_tags   = ["web", "vpc-connector"]

  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}

resource "google_compute_network" "functions" {
  name                    = "functions"
  auto_create_subnetworks = false
}

resource "google_vpc_access_connector" "functions" {
  name          = "functions"
  region        = "europe-west1"
  network       = google_compute_network.functions.name
  ip_cidr_range = "10.8.0.0/28"
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
      connector = google_vpc_access_connector.functions.id
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
