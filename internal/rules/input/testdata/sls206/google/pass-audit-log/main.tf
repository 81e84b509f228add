# One method of one service.
resource "google_service_account" "orders" {
  account_id = "orders"
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

resource "google_eventarc_trigger" "orders" {
  name            = "orders"
  location        = "europe-west1"
  service_account = google_service_account.orders.id

  matching_criteria {
    attribute = "type"
    value     = "google.cloud.audit.log.v1.written"
  }

  matching_criteria {
    attribute = "serviceName"
    value     = "storage.googleapis.com"
  }

  matching_criteria {
    attribute = "methodName"
    value     = "storage.objects.create"
  }

  destination {
    cloud_run_service {
      service = google_cloud_run_v2_service.orders.name
      region  = "europe-west1"
    }
  }
}
