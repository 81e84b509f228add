# Messages are encrypted on their way.
resource "google_service_account" "caller" {
  account_id = "caller"
}

resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_subscription" "partner" {
  name  = "partner"
  topic = google_pubsub_topic.orders.id

  push_config {
    push_endpoint = "https://partner.example.com/orders"

    oidc_token {
      service_account_email = google_service_account.caller.email
    }
  }
}
