# Events that fail are tried again for a day.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "main"

    source {
      storage_source {
        bucket     = "orders-source"
        object     = "orders.zip"
        generation = 1719830000000000
      }
    }
  }

  service_config {
    service_account_email = google_service_account.orders.email
    ingress_settings      = "ALLOW_INTERNAL_ONLY"
  }

  event_trigger {
    event_type   = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic = google_pubsub_topic.orders.id
    retry_policy = "RETRY_POLICY_RETRY"
  }
}
