# Identity-Aware Proxy lets in only those whom its bindings name.
resource "google_service_account" "intranet" {
  account_id = "intranet"
}

resource "google_cloud_run_v2_service" "intranet" {
  name     = "intranet"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
  template {
    service_account = google_service_account.intranet.email
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/intranet@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    }
  }
}

resource "google_compute_region_network_endpoint_group" "intranet" {
  name                  = "intranet"
  region                = "europe-west1"
  network_endpoint_type = "SERVERLESS"
  cloud_run {
    service = google_cloud_run_v2_service.intranet.name
  }
}

resource "google_compute_backend_service" "intranet" {
  name                  = "intranet"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  backend {
    group = google_compute_region_network_endpoint_group.intranet.id
  }
  iap {
    enabled = true
  }
}
