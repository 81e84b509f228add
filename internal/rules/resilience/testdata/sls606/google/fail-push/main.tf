# Pub/Sub waits for a minute, the service may take five.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_service_account" "caller" {
  account_id = "caller"
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    service_account = google_service_account.orders.email

    containers {
      image = "europe-docker.pkg.dev/shop/apps/orders@sha256:8d5e8a1f7f4d8a2f7f3a51f8a36ff0f33a8a4f3c63b7f2f9c6f0d1e5b4a39281"
    }
  }
}

resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_pubsub_subscription" "orders" {
  name                 = "orders"
  topic                = google_pubsub_topic.orders.id
  ack_deadline_seconds = 60 # want SLS606

  push_config {
    push_endpoint = google_cloud_run_v2_service.orders.uri

    oidc_token {
      service_account_email = google_service_account.caller.email
    }
  }
}
