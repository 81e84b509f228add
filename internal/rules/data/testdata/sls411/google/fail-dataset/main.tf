resource "google_bigquery_dataset" "orders" {
  dataset_id = "orders"
  location   = "EU"

  access {
    role          = "OWNER"
    user_by_email = "data-team@example.com"
  }
  access { # want SLS411
    role          = "READER"
    special_group = "allAuthenticatedUsers"
  }
}
