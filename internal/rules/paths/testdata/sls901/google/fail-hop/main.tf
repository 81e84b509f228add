# Everyone may call the service, which may act as an account that owns the project.
resource "google_cloud_run_v2_service_iam_member" "everyone" {
  name     = google_cloud_run_v2_service.orders.name
  role     = "roles/run.invoker"
  member   = "allUsers" # want SLS101
  location = google_cloud_run_v2_service.orders.location
}

resource "google_service_account_iam_member" "worker" {
  service_account_id = google_service_account.worker.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.orders.member # want SLS901
}

resource "google_project_iam_member" "worker" {
  project = "shop"
  role    = "roles/owner"
  member  = google_service_account.worker.member
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

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

resource "google_service_account" "worker" {
  account_id = "worker"
}
