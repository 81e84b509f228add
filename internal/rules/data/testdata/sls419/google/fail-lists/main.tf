resource "google_storage_bucket" "orders" { # want SLS419
  name     = "example-orders"
  location = "EU"
}

# Nothing public has effect, yet objects can still be opened to somebody by name: a matter for the strict profile.
resource "google_storage_bucket" "reports" {
  name                        = "example-reports"
  location                    = "EU"
  public_access_prevention    = "enforced"
  uniform_bucket_level_access = false # want SLS419
}
