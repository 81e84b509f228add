# One type of messages from one source.
resource "google_eventarc_message_bus" "shop" {
  location       = "europe-west1"
  message_bus_id = "shop"

  logging_config {
    log_severity = "ERROR"
  }
}

resource "google_eventarc_pipeline" "orders" {
  location    = "europe-west1"
  pipeline_id = "orders"

  destinations {
    topic = "projects/shop/topics/orders"
  }

  logging_config {
    log_severity = "ERROR"
  }
}

resource "google_eventarc_enrollment" "orders" {
  location      = "europe-west1"
  enrollment_id = "orders"
  message_bus   = google_eventarc_message_bus.shop.id
  destination   = google_eventarc_pipeline.orders.id
  cel_match     = "message.type == 'com.example.order.placed' && message.source == '/shop'"
}
