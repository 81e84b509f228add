resource "google_service_account" "worker" {
  account_id = "worker"
  project    = "orders-prod"
}

resource "google_pubsub_topic" "orders" {
  name    = "orders"
  project = "orders-prod"
}

resource "google_pubsub_topic" "failed" {
  name    = "failed"
  project = "orders-prod"
}

resource "google_storage_bucket" "uploads" {
  name     = "orders-uploads"
  location = "EU"
}

resource "google_storage_bucket" "source" {
  name     = "orders-source"
  location = "EU"
}

data "archive_file" "src" {
  type        = "zip"
  output_path = "/tmp/x.zip"
  source {
    content  = "x"
    filename = "main.py"
  }
}

resource "google_storage_bucket_object" "src" {
  name   = "src-${data.archive_file.src.output_md5}.zip"
  bucket = google_storage_bucket.source.name
  source = data.archive_file.src.output_path
}

resource "google_cloudfunctions_function" "v1" {
  name                  = "v1"
  project               = "orders-prod"
  region                = "europe-west1"
  runtime               = "python39"
  entry_point           = "main"
  source_archive_bucket = google_storage_bucket.source.name
  source_archive_object = google_storage_bucket_object.src.name
  event_trigger {
    event_type = "google.pubsub.topic.publish"
    resource   = google_pubsub_topic.orders.id
    failure_policy {
      retry = true
    }
  }
  environment_variables = {
    TOPIC = google_pubsub_topic.failed.name
  }
  secret_environment_variables {
    key     = "DB"
    secret  = "db"
    version = "latest"
  }
}

resource "google_cloudfunctions_function" "http" {
  name         = "http"
  region       = "europe-west1"
  runtime      = "nodejs20"
  entry_point  = "main"
  trigger_http = true
  source_repository {
    url = "https://source.developers.google.com/projects/p/repos/r/moveable-aliases/main/paths/x"
  }
  vpc_connector = "projects/p/locations/europe-west1/connectors/c"
}

resource "google_cloudfunctions2_function" "v2" {
  name     = "v2"
  location = "europe-west1"
  build_config {
    runtime         = "python312"
    entry_point     = "main"
    service_account = google_service_account.worker.id
    source {
      storage_source {
        bucket = google_storage_bucket.source.name
        object = google_storage_bucket_object.src.name
      }
    }
    on_deploy_update_policy {}
  }
  service_config {
    ingress_settings      = "ALLOW_INTERNAL_ONLY"
    service_account_email = google_service_account.worker.email
    timeout_seconds       = 300
    environment_variables = {
      MODE = "x"
    }
  }
  event_trigger {
    event_type   = "google.cloud.storage.object.v1.finalized"
    retry_policy = "RETRY_POLICY_RETRY"
    event_filters {
      attribute = "bucket"
      value     = google_storage_bucket.uploads.name
    }
  }
}

resource "google_cloud_run_v2_service" "api" {
  name                 = "api"
  location             = "europe-west1"
  invoker_iam_disabled = true
  template {
    service_account = google_service_account.worker.email
    containers {
      image = "europe-docker.pkg.dev/p/r/api:latest"
      env {
        name  = "B"
        value = google_pubsub_topic.failed.id
      }
      env {
        name  = "A"
        value = "plain"
      }
      env {
        name = "S"
        value_source {
          secret_key_ref {
            secret = "db"
          }
        }
      }
    }
    scaling {
      max_instance_count = 500
    }
    vpc_access {
      network_interfaces {
        network = "default"
      }
    }
    volumes {
      name = "d"
      gcs {
        bucket = google_storage_bucket.uploads.name
      }
    }
  }
}

resource "google_cloud_run_service" "old" {
  name     = "old"
  location = "europe-west1"
  metadata {
    annotations = {
      "run.googleapis.com/ingress" = "internal"
    }
  }
  template {
    metadata {
      annotations = {
        "autoscaling.knative.dev/maxScale" = "7"
      }
    }
    spec {
      containers {
        image = "gcr.io/p/old@sha256:8d5e8a1f7f4d8a2f7f3a51f8a36ff0f33a8a4f3c63b7f2f9c6f0d1e5b4a39281"
        env {
          name  = "X"
          value = "1"
        }
      }
    }
  }
}

resource "google_cloud_run_v2_job" "job" {
  name     = "job"
  location = "europe-west1"
  template {
    template {
      containers {
        image = "gcr.io/p/job:v1"
      }
    }
  }
}

resource "google_pubsub_subscription" "push" {
  name  = "push"
  topic = google_pubsub_topic.orders.id
  push_config {
    push_endpoint = "${google_cloud_run_v2_service.api.uri}/events"
    oidc_token {
      service_account_email = google_service_account.worker.email
    }
  }
  dead_letter_policy {
    dead_letter_topic = google_pubsub_topic.failed.id
  }
}

resource "google_pubsub_subscription" "pull" {
  name   = "pull"
  topic  = google_pubsub_topic.orders.name
  filter = "attributes.type = \"x\""
}

resource "google_pubsub_subscription" "plain" {
  name  = "plain"
  topic = "projects/other-team/topics/news"
  project = "orders-prod"
  push_config {
    push_endpoint = "http://hooks.example.com/x"
  }
}

resource "google_eventarc_trigger" "audit" {
  name     = "audit"
  location = "europe-west1"
  matching_criteria {
    attribute = "type"
    value     = "google.cloud.audit.log.v1.written"
  }
  matching_criteria {
    attribute = "serviceName"
    value     = "storage.googleapis.com"
  }
  destination {
    cloud_run_service {
      service = google_cloud_run_v2_service.api.name
      region  = "europe-west1"
    }
  }
  service_account = google_service_account.worker.id
}

resource "google_cloud_scheduler_job" "tick" {
  name     = "tick"
  schedule = "* * * * *"
  http_target {
    uri  = google_cloudfunctions2_function.v2.service_config[0].uri
    body = base64encode("{\"a\":1}")
  }
}

resource "google_cloud_scheduler_job" "jobrun" {
  name     = "jobrun"
  schedule = "* * * * *"
  http_target {
    uri         = "https://run.googleapis.com/v2/projects/p/locations/europe-west1/jobs/${google_cloud_run_v2_job.job.name}:run"
    http_method = "POST"
    oauth_token {
      service_account_email = google_service_account.worker.email
    }
  }
}

resource "google_cloud_tasks_queue" "q" {
  name     = "q"
  location = "europe-west1"
  retry_config {
    max_attempts = -1
  }
  http_target {
    uri_override {
      host = "api-abc.run.app"
    }
  }
}

resource "google_workflows_workflow" "w" {
  name            = "w"
  region          = "europe-west1"
  service_account = google_service_account.worker.id
  source_contents = <<-EOT
    main:
      params: [args]
      steps:
        - init:
            assign:
              - host: $${args.host}
        - get:
            call: http.get
            args:
              url: $${"https://" + host + "/x"}
        - call:
            call: http.post
            args:
              url: ${google_cloudfunctions2_function.v2.service_config[0].uri}
        - p:
            call: http.post
            args:
              url: http://plain.example.com/x
  EOT
}

resource "google_eventarc_message_bus" "bus" {
  location       = "europe-west1"
  message_bus_id = "bus"
}

resource "google_eventarc_pipeline" "p" {
  location    = "europe-west1"
  pipeline_id = "p"
  destinations {
    http_endpoint {
      uri = google_cloud_run_v2_service.api.uri
    }
    network_config {
      network_attachment = "x"
    }
  }
}

resource "google_eventarc_enrollment" "e" {
  location      = "europe-west1"
  enrollment_id = "e"
  message_bus   = google_eventarc_message_bus.bus.id
  destination   = google_eventarc_pipeline.p.id
  cel_match     = "true"
}

resource "google_pubsub_subscription" "literal" {
  name    = "literal"
  project = "orders-prod"
  topic   = "projects/orders-prod/topics/orders"
  push_config {
    push_endpoint = "https://europe-west1-orders-prod.cloudfunctions.net/http"
  }
}

resource "google_cloud_run_service" "secrets" {
  name     = "secrets"
  location = "europe-west1"
  template {
    spec {
      service_account_name = google_service_account.worker.email
      containers {
        image = "gcr.io/p/secrets:v1"
        env {
          name = "DB"
          value_from {
            secret_key_ref {
              name = "db"
              key  = "2"
            }
          }
        }
      }
      volumes {
        name = "keys"
        secret {
          secret_name = "keys"
        }
      }
    }
  }
}
