# Messages cross the internet in clear text, and the token with them.
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
    push_endpoint = "http://partner.example.com/orders" # want SLS210

    oidc_token {
      service_account_email = google_service_account.caller.email
    }
  }
}
