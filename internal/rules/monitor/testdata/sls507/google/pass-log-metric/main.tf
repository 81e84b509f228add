resource "google_logging_metric" "failures" {
  name   = "orders-failures"
  filter = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"orders\" AND severity>=ERROR"
}

resource "google_monitoring_alert_policy" "failures" {
  display_name          = "orders-failures"
  combiner              = "OR"
  notification_channels = [google_monitoring_notification_channel.oncall.id]

  conditions {
    display_name = "lines with errors"
    condition_threshold {
      filter          = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.failures.name}\" AND resource.type=\"cloud_run_revision\""
      comparison      = "COMPARISON_GT"
      duration        = "0s"
      threshold_value = 0
    }
  }
}

resource "google_monitoring_notification_channel" "oncall" {
  display_name = "on call"
  type         = "email"
  labels       = { email_address = "oncall@example.com" }
}

resource "google_cloud_run_v2_service" "orders" {
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
