# Known only after apply.
resource "terraform_data" "uniform" {
  input = true
}

resource "google_storage_bucket" "orders" {
  name                        = "example-orders"
  location                    = "EU"
  public_access_prevention    = "enforced"
  uniform_bucket_level_access = terraform_data.uniform.output # want SLS419 unknown
}
