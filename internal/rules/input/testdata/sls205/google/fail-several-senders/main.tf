# Two applications publish to the topic, and everything of both arrives.
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

resource "google_pubsub_subscription" "orders" { # want SLS205
  name  = "orders"
  topic = google_pubsub_topic.events.id
}
