# The public service reads a bucket, and sends to the internet past the network that holds the other one.
resource "google_cloud_run_v2_service_iam_member" "everyone" {
  name     = google_cloud_run_v2_service.orders.name
  role     = "roles/run.invoker"
  member   = "allUsers" # want SLS101
  location = google_cloud_run_v2_service.orders.location
}

resource "google_storage_bucket_iam_member" "orders" {
  bucket = google_storage_bucket.orders.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.orders.member
}

resource "google_storage_bucket" "orders" {
  name                        = "shop-orders"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    service_account = google_service_account.orders.email
    vpc_access {
      connector = "projects/shop/locations/europe-west1/connectors/apps"
      egress    = "PRIVATE_RANGES_ONLY" # want SLS908
    }
    containers {
      image = "europe-docker.pkg.dev/shop/apps/orders@sha256:2a1f6b0c5e9d3a7b8c4f1e0d9a6b5c3e7f2d8a1b4c6e9f0a3d5b7c8e1f4a6d92"
    }
  }
}

resource "google_cloud_run_v2_service" "reports" {
  name     = "reports"
  location = "europe-west1"

  template {
    service_account = google_service_account.reports.email
    vpc_access {
      connector = "projects/shop/locations/europe-west1/connectors/apps"
      egress    = "ALL_TRAFFIC"
    }
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
