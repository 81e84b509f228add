resource "google_storage_bucket" "orders" {
  name                        = "example-orders"
  location                    = "EU"
  public_access_prevention    = "enforced"
  uniform_bucket_level_access = true
}
