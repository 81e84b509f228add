resource "google_pubsub_topic" "orders" {
  name         = "orders"
  kms_key_name = google_kms_crypto_key.data.id
}

resource "google_storage_bucket" "orders" {
  name                        = "example-orders"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  encryption {
    default_kms_key_name = google_kms_crypto_key.data.id
  }
}

resource "google_secret_manager_secret" "db" {
  secret_id = "db-password"

  replication {
    user_managed {
      replicas {
        location = "europe-west1"
        customer_managed_encryption {
          kms_key_name = google_kms_crypto_key.data.id
        }
      }
    }
  }
}

resource "google_bigquery_dataset" "orders" {
  dataset_id = "orders"
  location   = "EU"

  default_encryption_configuration {
    kms_key_name = google_kms_crypto_key.data.id
  }
}

resource "google_bigquery_table" "events" {
  dataset_id = google_bigquery_dataset.orders.dataset_id
  table_id   = "events"
}

resource "google_kms_crypto_key" "data" {
  name            = "data"
  key_ring        = google_kms_key_ring.data.id
  rotation_period = "7776000s"
}

resource "google_kms_key_ring" "data" {
  name     = "data"
  location = "europe"
}
