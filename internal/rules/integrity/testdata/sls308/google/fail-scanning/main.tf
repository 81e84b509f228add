resource "google_artifact_registry_repository" "apps" {
  repository_id = "apps"
  location      = "europe-west1"
  format        = "DOCKER"

  docker_config {
    immutable_tags = true
  }
  vulnerability_scanning_config {
    enablement_config = "DISABLED" # want SLS308
  }
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-west1-docker.pkg.dev/example/${google_artifact_registry_repository.apps.repository_id}/orders:1.4.2"
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
