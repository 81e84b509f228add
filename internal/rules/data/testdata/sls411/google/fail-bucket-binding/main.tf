resource "google_storage_bucket" "orders" { # want SLS411
  name     = "example-orders"
  location = "EU"
}

resource "google_storage_bucket_iam_member" "everyone" {
  bucket = google_storage_bucket.orders.name
  role   = "roles/storage.objectViewer"
  member = "allUsers" # want SLS411
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/orders:1.4.2"
      env {
        name  = "ORDERS_BUCKET"
        value = google_storage_bucket.orders.name
      }
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
