# Pub/Sub refuses what does not look like an order.
resource "google_pubsub_schema" "order" {
  name       = "order"
  type       = "AVRO"
  definition = jsonencode({ type = "record", name = "Order", fields = [{ name = "id", type = "string" }] })
}

resource "google_pubsub_topic" "orders" {
  name = "orders"

  schema_settings {
    schema   = google_pubsub_schema.order.id
    encoding = "JSON"
  }
}

resource "google_pubsub_subscription" "orders" {
  name  = "orders"
  topic = google_pubsub_topic.orders.id
}
