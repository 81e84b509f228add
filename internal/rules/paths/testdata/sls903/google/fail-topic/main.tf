# Everyone may send to the topic, whose events start a function that reads every secret.
resource "google_pubsub_topic_iam_member" "senders" {
  topic  = google_pubsub_topic.orders.name
  role   = "roles/pubsub.publisher"
  member = "allUsers" # want SLS204 SLS903
}

resource "google_pubsub_topic" "orders" {
  name    = "orders"
  project = "shop"
}

resource "google_project_iam_member" "secrets" {
  project = "shop"
  role    = "roles/secretmanager.secretAccessor" # want SLS410
  member  = google_service_account.orders.member
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "handle"
    source {
      storage_source {
        bucket     = "shop-code"
        object     = "orders.zip"
        generation = 1718000000000000
      }
    }
  }

  service_config {
    available_memory      = "256M"
    service_account_email = google_service_account.orders.email
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

resource "google_service_account" "trigger" {
  account_id = "trigger"
}
