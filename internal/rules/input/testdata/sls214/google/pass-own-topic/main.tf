# The topic is the project's own.
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_subscription" "orders" {
  name    = "orders"
  project = "orders-prod"
  topic   = google_pubsub_topic.orders.id
}
