# Whoever has a token can call it from anywhere.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloudfunctions_function" "orders" {
  name                         = "orders"
  region                       = "europe-west1"
  runtime                      = "python313"
  entry_point                  = "main"
  trigger_http                 = true
  https_trigger_security_level = "SECURE_ALWAYS"
  ingress_settings             = "ALLOW_ALL" # want SLS701
  service_account_email        = google_service_account.orders.email
  source_archive_bucket        = "orders-source"
  source_archive_object        = "orders-3f786850e387550fdab836ed7e6dc881.zip"
}
