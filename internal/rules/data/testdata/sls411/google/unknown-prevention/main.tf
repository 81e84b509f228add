# Decided elsewhere, and known only after apply.
resource "terraform_data" "prevention" {
  input = "enforced"
}

resource "google_storage_bucket" "orders" {
  name                        = "example-orders"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = terraform_data.prevention.output # want SLS411 unknown
}
