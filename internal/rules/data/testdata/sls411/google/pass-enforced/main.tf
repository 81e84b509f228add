resource "google_storage_bucket" "orders" {
  name                        = "example-orders"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}

# Has no effect while public access is prevented.
resource "google_storage_bucket_iam_member" "everyone" {
  bucket = google_storage_bucket.orders.name
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}

resource "google_bigquery_dataset" "orders" {
  dataset_id = "orders"
  location   = "EU"

  access {
    role          = "OWNER"
    special_group = "projectOwners"
  }
}
