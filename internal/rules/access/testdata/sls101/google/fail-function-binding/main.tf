# Whoever has a Google account, which costs nothing, can run the function.
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
    service_account_email = google_service_account.orders.email
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloudfunctions2_function_iam_binding" "callers" {
  cloud_function = google_cloudfunctions2_function.orders.name
  location       = google_cloudfunctions2_function.orders.location
  role           = "roles/cloudfunctions.invoker"
  members = [ # want SLS101
    "serviceAccount:caller@shop.iam.gserviceaccount.com",
    "allAuthenticatedUsers",
  ]
}
