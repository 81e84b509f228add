# The function may deploy another one.
resource "google_cloud_run_v2_service_iam_member" "deploy" {
  name     = google_cloud_run_v2_service.reports.name
  role     = "roles/run.developer" # want SLS115
  member   = google_service_account.orders.member
  location = google_cloud_run_v2_service.reports.location
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "handle"
    source {
      storage_source {
        bucket     = "shop-code"
        object     = "orders.zip"
        generation = 1718000000000000
      }
    }
  }

  service_config {
    available_memory      = "256M"
    service_account_email = google_service_account.orders.email
  }
}

resource "google_cloud_run_v2_service" "reports" {
  name     = "reports"
  location = "europe-west1"

  template {
    service_account = google_service_account.reports.email
    containers {
      image = "europe-docker.pkg.dev/shop/apps/reports@sha256:2a1f6b0c5e9d3a7b8c4f1e0d9a6b5c3e7f2d8a1b4c6e9f0a3d5b7c8e1f4a6d92"
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_service_account" "reports" {
  account_id = "reports"
}
