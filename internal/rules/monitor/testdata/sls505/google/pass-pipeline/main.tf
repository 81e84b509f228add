# What can't be delivered is logged.
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
