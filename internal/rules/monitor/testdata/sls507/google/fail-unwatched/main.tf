# Watches another service, and nothing watches this one.
resource "google_monitoring_alert_policy" "payments" {
  display_name          = "payments-errors"
  combiner              = "OR"
  notification_channels = [google_monitoring_notification_channel.oncall.id]

  conditions {
    display_name = "errors"
    condition_threshold {
      filter          = "resource.type = \"cloud_run_revision\" AND resource.labels.service_name = \"payments\" AND metric.type = \"run.googleapis.com/request_count\" AND metric.labels.response_code_class = \"5xx\""
      comparison      = "COMPARISON_GT"
      duration        = "60s"
      threshold_value = 0
    }
  }
}

resource "google_monitoring_notification_channel" "oncall" {
  display_name = "on call"
  type         = "email"
  labels       = { email_address = "oncall@example.com" }
}

resource "google_cloud_run_v2_service" "orders" { # want SLS507
  name     = "orders"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/orders:1.4.2"
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
