# Another function may deploy an administrator.
resource "google_cloud_run_v2_service_iam_member" "deploy" {
  name     = google_cloud_run_v2_service.orders.name
  role     = "roles/run.developer"                 # want SLS115
  member   = google_service_account.reports.member # want SLS904
  location = google_cloud_run_v2_service.orders.location
}

resource "google_project_iam_member" "orders" {
  project = "shop"
  role    = "roles/editor" # want SLS105
  member  = google_service_account.orders.member
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

resource "google_cloudfunctions2_function" "reports" {
  name     = "reports"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "handle"
    source {
      storage_source {
        bucket     = "shop-code"
        object     = "reports.zip"
        generation = 1718000000000000
      }
    }
  }

  service_config {
    available_memory      = "256M"
    service_account_email = google_service_account.reports.email
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_service_account" "reports" {
  account_id = "reports"
}
