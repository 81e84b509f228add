# Nothing tells which events could not be delivered.
resource "google_eventarc_pipeline" "orders" { # want SLS505
  location    = "europe-west1"
  pipeline_id = "orders"

  destinations {
    topic = "projects/shop/topics/orders"
  }
}
