resource "google_pubsub_topic" "orders" { # want SLS405
  name = "orders"
}

resource "google_storage_bucket" "orders" { # want SLS405
  name                        = "example-orders"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}

resource "google_artifact_registry_repository" "apps" { # want SLS405
  repository_id = "apps"
  location      = "europe-west1"
  format        = "DOCKER"
}

resource "google_firestore_database" "orders" { # want SLS405
  name        = "orders"
  location_id = "eur3"
  type        = "FIRESTORE_NATIVE"
}
