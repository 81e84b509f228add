# One application publishes to the topic, for this function.
resource "google_pubsub_topic" "events" {
  name = "events"
  schema_settings {
    schema   = "projects/example/schemas/order"
    encoding = "JSON"
  }
}

resource "google_pubsub_topic_iam_binding" "senders" {
  topic = google_pubsub_topic.events.name
  role  = "roles/pubsub.publisher"
  members = [
    "serviceAccount:shop@orders-prod.iam.gserviceaccount.com",
  ]
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"
  event_trigger {
    event_type   = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic = google_pubsub_topic.events.id
    retry_policy = "RETRY_POLICY_RETRY"
  }
  service_config {
    ingress_settings      = "ALLOW_INTERNAL_ONLY"
    service_account_email = google_service_account.orders.email
  }
}
