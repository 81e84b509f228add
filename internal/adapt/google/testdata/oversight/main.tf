resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    containers {
      image = "x"
    }
    vpc_access {
      connector = google_vpc_access_connector.functions.id
    }
  }
}

resource "google_cloudfunctions_function" "old" {
  name         = "old"
  runtime      = "python312"
  trigger_http = true
}

resource "google_cloud_run_v2_job" "nightly" {
  name     = "nightly"
  location = "europe-west1"

  template {
    template {
      containers {
        image = "x"
      }
      vpc_access {
        network_interfaces {
          network = "projects/example/global/networks/default"
          tags    = ["jobs"]
        }
      }
    }
  }
}

resource "google_vpc_access_connector" "functions" {
  name          = "functions"
  region        = "europe-west1"
  network       = google_compute_network.own.name
  ip_cidr_range = "10.8.0.0/28"
}

resource "google_compute_network" "own" {
  name = "own"
}

resource "google_compute_network" "other" {
  name = "other"
}

resource "google_compute_firewall" "connector" {
  name          = "connector"
  network       = google_compute_network.own.id
  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["vpc-connector-europe-west1-functions"]

  allow {
    protocol = "tcp"
    ports    = ["8000-9000"]
  }
}

resource "google_compute_firewall" "elsewhere" {
  name          = "elsewhere"
  network       = google_compute_network.other.id
  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["vpc-connector"]

  allow {
    protocol = "all"
  }
}

resource "google_compute_firewall" "off" {
  name          = "off"
  network       = "default"
  disabled      = true
  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["jobs"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}

resource "google_compute_firewall" "out" {
  name               = "out"
  network            = "default"
  direction          = "EGRESS"
  destination_ranges = ["0.0.0.0/0"]
  target_tags        = ["jobs"]

  allow {
    protocol = "tcp"
  }
}

resource "google_logging_project_bucket_config" "default" {
  project   = "example"
  location  = "global"
  bucket_id = "_Default"
}

resource "google_logging_project_bucket_config" "jobs" {
  project        = "example"
  location       = "global"
  bucket_id      = "jobs"
  retention_days = 400
}

resource "google_logging_project_sink" "jobs" {
  name        = "jobs"
  destination = "logging.googleapis.com/${google_logging_project_bucket_config.jobs.id}"
  filter      = "resource.type=\"cloud_run_job\""
}

resource "google_logging_project_sink" "errors" {
  name        = "errors"
  destination = "pubsub.googleapis.com/projects/example/topics/errors"
  filter      = "severity>=ERROR"
}

resource "google_logging_project_exclusion" "old" {
  name   = "old"
  filter = "resource.type=\"cloud_function\" AND resource.labels.function_name=\"old\""
}

resource "google_logging_project_exclusion" "some" {
  name   = "some"
  filter = "resource.type=\"cloud_run_revision\" AND severity<WARNING"
}

resource "google_logging_project_exclusion" "all_jobs" {
  name   = "all-jobs"
  filter = "resource.type = cloud_run_job"
}

resource "google_project_iam_audit_config" "storage" {
  project = "example"
  service = "storage.googleapis.com"

  audit_log_config {
    log_type = "DATA_READ"
  }
  audit_log_config {
    log_type         = "DATA_WRITE"
    exempted_members = ["user:jane@example.com"]
  }
}

resource "google_project_iam_audit_config" "all" {
  project = "example"
  service = "allServices"

  audit_log_config {
    log_type = "ADMIN_READ"
  }
}

resource "google_monitoring_alert_policy" "one" {
  display_name          = "one"
  combiner              = "OR"
  notification_channels = ["projects/example/notificationChannels/1"]

  conditions {
    display_name = "errors"
    condition_matched_log {
      filter = "resource.type=\"cloud_run_revision\" resource.labels.service_name=\"orders\" severity>=ERROR"
    }
  }
}

resource "google_monitoring_alert_policy" "all" {
  display_name = "all"
  combiner     = "OR"
  enabled      = false

  conditions {
    display_name = "errors"
    condition_prometheus_query_language {
      query = "sum(rate(run_googleapis_com:request_count{response_code_class=\"5xx\"}[5m])) > 0"
    }
  }
}

resource "google_monitoring_alert_policy" "metric" {
  display_name = "metric"
  combiner     = "OR"

  conditions {
    display_name = "errors"
    condition_threshold {
      filter     = "metric.type=\"logging.googleapis.com/user/failures\""
      comparison = "COMPARISON_GT"
      duration   = "0s"
    }
  }
}

resource "google_logging_metric" "failures" {
  name   = "failures"
  filter = "resource.type=\"cloud_function\" AND resource.labels.function_name=\"old\""
}

resource "google_monitoring_alert_policy" "machines" {
  display_name = "machines"
  combiner     = "OR"

  conditions {
    display_name = "cpu"
    condition_threshold {
      filter     = "metric.type=\"compute.googleapis.com/instance/cpu/utilization\" AND resource.type=\"gce_instance\""
      comparison = "COMPARISON_GT"
      duration   = "0s"
    }
  }
}

resource "google_billing_budget" "all" {
  billing_account = "000000-0000000-0000000-000000"
  display_name    = "all"

  amount {
    last_period_amount = true
  }
}
