# Where the messages go to is known only after apply.
resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_subscription" "partner" {
  name  = "partner"
  topic = google_pubsub_topic.orders.id

  push_config {
    push_endpoint = terraform_data.setting.output # want SLS209 unknown SLS210 unknown
  }
}

resource "terraform_data" "setting" {
  input = timestamp()
}
