resource "google_compute_backend_service" "orders" { # want SLS504
  name                  = "orders"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  security_policy       = google_compute_security_policy.web.id

  backend {
    group = google_compute_region_network_endpoint_group.orders.id
  }
}

resource "google_compute_backend_service" "partners" {
  name                  = "partners"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  security_policy       = google_compute_security_policy.web.id

  backend {
    group = google_compute_region_network_endpoint_group.orders.id
  }
  log_config {
    enable      = true
    sample_rate = 0 # want SLS504
  }
}

resource "google_compute_security_policy" "web" {
  name = "web"
}

resource "google_compute_region_network_endpoint_group" "orders" {
  name                  = "orders"
  region                = "europe-west1"
  network_endpoint_type = "SERVERLESS"

  cloud_run {
    service = google_cloud_run_v2_service.orders.name
  }
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
