resource "google_monitoring_alert_policy" "errors" {
  display_name          = "errors"
  combiner              = "OR"
  enabled               = false # want SLS507
  notification_channels = [google_monitoring_notification_channel.oncall.id]

  conditions {
    display_name = "errors of all services"
    condition_matched_log {
      filter = "resource.type=\"cloud_run_revision\" severity>=ERROR"
    }
  }
  alert_strategy {
    notification_rate_limit {
      period = "300s"
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
