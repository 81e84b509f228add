# Each function is called by an account of its own. Several callers of one function may share it.
resource "google_service_account" "orders_caller" {
  account_id = "orders-caller"
}

resource "google_service_account" "reports_caller" {
  account_id = "reports-caller"
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"
  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/orders@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    }
  }
}

resource "google_service_account" "reports" {
  account_id = "reports"
}

resource "google_cloud_run_v2_service" "reports" {
  name     = "reports"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"
  template {
    service_account = google_service_account.reports.email
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/reports@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    }
  }
}

resource "google_pubsub_subscription" "orders" {
  name                 = "orders"
  topic                = "projects/example/topics/orders"
  ack_deadline_seconds = 600
  push_config {
    push_endpoint = google_cloud_run_v2_service.orders.uri
    oidc_token {
      service_account_email = google_service_account.orders_caller.email
    }
  }
}

resource "google_cloud_scheduler_job" "orders" {
  name     = "orders"
  schedule = "0 3 * * *"
  http_target {
    uri = google_cloud_run_v2_service.orders.uri
    oidc_token {
      service_account_email = google_service_account.orders_caller.email
    }
  }
}

resource "google_cloud_scheduler_job" "reports" {
  name     = "reports"
  schedule = "0 3 * * *"
  http_target {
    uri = google_cloud_run_v2_service.reports.uri
    oidc_token {
      service_account_email = google_service_account.reports_caller.email
    }
  }
}
