resource "google_storage_bucket" "orders" { # want SLS414
  name                        = "example-orders"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}
