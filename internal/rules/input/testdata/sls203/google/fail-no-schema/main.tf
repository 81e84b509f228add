# Whatever is published reaches the subscription.
resource "google_pubsub_topic" "orders" { # want SLS203
  name = "orders"
}

resource "google_pubsub_subscription" "orders" {
  name  = "orders"
  topic = google_pubsub_topic.orders.id
}
