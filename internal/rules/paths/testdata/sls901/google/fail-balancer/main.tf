# The load balancer is the only way in, and everybody may take it; the service owns the project.
resource "google_cloud_run_v2_service_iam_member" "everyone" {
  name     = google_cloud_run_v2_service.orders.name
  location = google_cloud_run_v2_service.orders.location
  role     = "roles/run.invoker"
  member   = "allUsers" # want SLS101
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-docker.pkg.dev/shop/apps/orders@sha256:2a1f6b0c5e9d3a7b8c4f1e0d9a6b5c3e7f2d8a1b4c6e9f0a3d5b7c8e1f4a6d92"
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_compute_region_network_endpoint_group" "orders" {
  name                  = "orders"
  region                = "europe-west1"
  network_endpoint_type = "SERVERLESS"
  cloud_run {
    service = google_cloud_run_v2_service.orders.name
  }
}

resource "google_compute_backend_service" "orders" {
  name                  = "orders"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  backend {
    group = google_compute_region_network_endpoint_group.orders.id
  }
}

resource "google_project_iam_member" "orders" {
  project = "shop"
  role    = "roles/owner" # want SLS105 SLS901
  member  = google_service_account.orders.member
}
