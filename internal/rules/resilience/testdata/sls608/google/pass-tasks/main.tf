# The queue sends no more than the service can take.
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
    service_account                  = google_service_account.orders.email
    max_instance_request_concurrency = 10

    scaling {
      max_instance_count = 5
    }

    containers {
      image = "europe-docker.pkg.dev/shop/apps/orders@sha256:8d5e8a1f7f4d8a2f7f3a51f8a36ff0f33a8a4f3c63b7f2f9c6f0d1e5b4a39281"
    }
  }
}

resource "google_cloud_tasks_queue" "orders" {
  name     = "orders"
  location = "europe-west1"

  retry_config {
    max_attempts = 10
  }

  rate_limits {
    max_concurrent_dispatches = 50
  }

  http_target {
    uri_override {
      host = trimprefix(google_cloud_run_v2_service.orders.uri, "https://")
    }

    oidc_token {
      service_account_email = google_service_account.caller.email
    }
  }
}
