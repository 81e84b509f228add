resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_topic" "failed" {
  name = "failed"
}

resource "google_pubsub_topic_iam_binding" "failed" {
  topic = google_pubsub_topic.failed.name
  role  = "roles/pubsub.publisher"
  members = [
    "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com",
    "serviceAccount:replay@orders-prod.iam.gserviceaccount.com",
  ]
}

resource "google_pubsub_subscription" "orders" {
  name   = "orders"
  topic  = google_pubsub_topic.orders.id
  filter = "attributes.type = \"order\""
  dead_letter_policy {
    dead_letter_topic = google_pubsub_topic.failed.id
  }
}

# Everything that failed is kept.
resource "google_pubsub_subscription" "failed" {
  name  = "failed"
  topic = google_pubsub_topic.failed.id
}
