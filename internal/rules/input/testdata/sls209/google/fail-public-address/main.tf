# A partner's address, which gets no token to check.
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_subscription" "partner" {
  name  = "partner"
  topic = google_pubsub_topic.orders.id

  push_config {
    push_endpoint = "https://partner.example.com/orders" # want SLS209
  }
}
