# The whole policy of the function, with everyone in it.
data "google_iam_policy" "everyone" {
  binding {
    role    = "roles/cloudfunctions.invoker"
    members = ["allUsers"] # want SLS101
  }
}

resource "google_cloudfunctions_function_iam_policy" "orders" {
  cloud_function = google_cloudfunctions_function.orders.name
  policy_data    = data.google_iam_policy.everyone.policy_data
}

resource "google_cloudfunctions_function" "orders" {
  name                  = "orders"
  runtime               = "python313"
  entry_point           = "handle"
  trigger_http          = true
  source_archive_bucket = "shop-code"
  source_archive_object = "orders-1a2b3c.zip"
  service_account_email = google_service_account.orders.email
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
