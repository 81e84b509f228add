# Requests carry a token of a service account of their own.
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

resource "google_eventarc_pipeline" "orders" {
  location    = "europe-west1"
  pipeline_id = "orders"

  destinations {
    http_endpoint {
      uri = google_cloud_run_v2_service.orders.uri
    }

    network_config {
      network_attachment = "projects/shop/regions/europe-west1/networkAttachments/events"
    }

    authentication_config {
      google_oidc {
        service_account = google_service_account.caller.email
      }
    }
  }

  logging_config {
    log_severity = "ERROR"
  }
}
