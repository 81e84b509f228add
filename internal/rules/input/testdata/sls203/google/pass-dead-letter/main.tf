resource "google_pubsub_topic" "orders" {
  name = "orders"
  schema_settings {
    schema   = "projects/example/schemas/order"
    encoding = "JSON"
  }
}

resource "google_pubsub_topic" "failed" {
  name = "failed"
}

resource "google_pubsub_topic_iam_member" "failed" {
  topic  = google_pubsub_topic.failed.name
  role   = "roles/pubsub.publisher"
  member = "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com"
}

resource "google_pubsub_subscription" "orders" {
  name   = "orders"
  topic  = google_pubsub_topic.orders.id
  filter = "attributes.type = \"order\""
  dead_letter_policy {
    dead_letter_topic = google_pubsub_topic.failed.id
  }
}

# What failed is kept, whatever it looks like.
resource "google_pubsub_subscription" "failed" {
  name  = "failed"
  topic = google_pubsub_topic.failed.id
}
