# Deleted and overwritten objects can be brought back for a week, unless that is switched off.
resource "google_storage_bucket" "orders" { # want SLS414
  name                        = "example-orders"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}

resource "google_storage_bucket" "exports" { # want SLS414
  name                        = "example-exports"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  soft_delete_policy {
    retention_duration_seconds = 0
  }
}
