# want (plan) SLS005
# Planned with -target: what stands behind it was left out.
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_subscription" "orders" {
  name  = "orders"
  topic = google_pubsub_topic.orders.id
}
