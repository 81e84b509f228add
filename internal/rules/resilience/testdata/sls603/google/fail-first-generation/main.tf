# Functions of the first generation have no limit unless they are given one.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloudfunctions_function" "orders" { # want SLS603
  name                         = "orders"
  region                       = "europe-west1"
  runtime                      = "python313"
  entry_point                  = "main"
  trigger_http                 = true
  https_trigger_security_level = "SECURE_ALWAYS"
  ingress_settings             = "ALLOW_ALL"
  service_account_email        = google_service_account.orders.email
  source_archive_bucket        = "orders-source"
  source_archive_object        = "orders-3f786850e387550fdab836ed7e6dc881.zip"
}

resource "google_cloudfunctions_function_iam_member" "everyone" {
  region         = google_cloudfunctions_function.orders.region
  cloud_function = google_cloudfunctions_function.orders.name
  role           = "roles/cloudfunctions.invoker"
  member         = "allUsers" # want SLS101
}
