resource "google_bigquery_dataset" "orders" { # want SLS405
  dataset_id = "orders"
  location   = "EU"
}

# Without a key of its own, a table has that of its dataset.
resource "google_bigquery_table" "events" { # want SLS405
  dataset_id = google_bigquery_dataset.orders.dataset_id
  table_id   = "events"
}

resource "google_spanner_instance" "orders" {
  name             = "orders"
  config           = "regional-europe-west1"
  display_name     = "Orders"
  processing_units = 100
}

resource "google_spanner_database" "orders" { # want SLS405
  name     = "orders"
  instance = google_spanner_instance.orders.name
}
