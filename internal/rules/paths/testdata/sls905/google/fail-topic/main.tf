# The public service sends to a function that reads every secret.
resource "google_cloud_run_v2_service_iam_member" "everyone" {
  name     = google_cloud_run_v2_service.orders.name
  role     = "roles/run.invoker"
  member   = "allUsers" # want SLS101
  location = google_cloud_run_v2_service.orders.location
}

resource "google_pubsub_topic_iam_member" "senders" {
  topic  = google_pubsub_topic.orders.name
  role   = "roles/pubsub.publisher"
  member = google_service_account.orders.member # want SLS905
}

resource "google_pubsub_topic" "orders" {
  name    = "orders"
  project = "shop"
}

resource "google_project_iam_member" "reports" {
  project = "shop"
  role    = "roles/secretmanager.secretAccessor" # want SLS410
  member  = google_service_account.reports.member
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-docker.pkg.dev/shop/apps/orders@sha256:2a1f6b0c5e9d3a7b8c4f1e0d9a6b5c3e7f2d8a1b4c6e9f0a3d5b7c8e1f4a6d92"
    }
  }
}

resource "google_cloudfunctions2_function" "reports" {
  name     = "reports"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "handle"
    source {
      storage_source {
        bucket     = "shop-code"
        object     = "reports.zip"
        generation = 1718000000000000
      }
    }
  }

  service_config {
    available_memory      = "256M"
    service_account_email = google_service_account.reports.email
  }

  event_trigger {
    event_type            = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic          = google_pubsub_topic.orders.id
    retry_policy          = "RETRY_POLICY_DO_NOT_RETRY"
    service_account_email = google_service_account.trigger.email
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_service_account" "reports" {
  account_id = "reports"
}

resource "google_service_account" "trigger" {
  account_id = "trigger"
}
