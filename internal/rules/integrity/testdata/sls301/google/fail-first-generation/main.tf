# The runtime gets no more patches.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloudfunctions_function" "orders" {
  name                         = "orders"
  region                       = "europe-west1"
  runtime                      = "nodejs16" # want SLS301
  entry_point                  = "main"
  trigger_http                 = true
  https_trigger_security_level = "SECURE_ALWAYS"
  ingress_settings             = "ALLOW_INTERNAL_ONLY"
  service_account_email        = google_service_account.orders.email
  source_archive_bucket        = "orders-source"
  source_archive_object        = "orders-3f786850e387550fdab836ed7e6dc881.zip"
}
