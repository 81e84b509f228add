# Messages that nobody can take are dropped after a week.
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_subscription" "orders" { # want SLS601
  name  = "orders"
  topic = google_pubsub_topic.orders.id
}
