# Only messages with the right attribute arrive.
resource "google_pubsub_topic" "events" {
  name = "events"
}

resource "google_pubsub_topic_iam_member" "shop" {
  topic  = google_pubsub_topic.events.name
  role   = "roles/pubsub.publisher"
  member = "serviceAccount:shop@orders-prod.iam.gserviceaccount.com"
}

resource "google_pubsub_topic_iam_member" "billing" {
  topic  = google_pubsub_topic.events.name
  role   = "roles/pubsub.publisher"
  member = "serviceAccount:billing@orders-prod.iam.gserviceaccount.com"
}

resource "google_pubsub_subscription" "orders" {
  name   = "orders"
  topic  = google_pubsub_topic.events.id
  filter = "attributes.type = \"order\""
}
