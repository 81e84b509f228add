# A function's own trigger takes no filter, and two applications publish to the topic.
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
    "serviceAccount:billing@orders-prod.iam.gserviceaccount.com",
    "serviceAccount:shop@orders-prod.iam.gserviceaccount.com",
  ]
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"
  event_trigger { # want SLS205
    event_type   = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic = google_pubsub_topic.events.id
    retry_policy = "RETRY_POLICY_RETRY"
  }
  service_config {
    ingress_settings      = "ALLOW_INTERNAL_ONLY"
    service_account_email = google_service_account.orders.email
  }
}
