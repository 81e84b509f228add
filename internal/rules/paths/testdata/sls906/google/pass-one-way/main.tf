# The second function sends nothing back.
resource "google_pubsub_topic_iam_member" "there" {
  topic  = google_pubsub_topic.reports.name
  role   = "roles/pubsub.publisher"
  member = google_service_account.orders.member
}

resource "google_pubsub_topic" "orders" {
  name    = "orders"
  project = "shop"
}

resource "google_pubsub_topic" "reports" {
  name    = "reports"
  project = "shop"
}

resource "google_cloudfunctions_function" "orders" {
  name                  = "orders"
  runtime               = "python313"
  entry_point           = "handle"
  source_archive_bucket = "shop-code"
  source_archive_object = "orders-1a2b3c.zip"
  service_account_email = google_service_account.orders.email
  event_trigger {
    event_type = "google.pubsub.topic.publish"
    resource   = google_pubsub_topic.orders.id
  }
}

resource "google_cloudfunctions_function" "reports" {
  name                  = "reports"
  runtime               = "python313"
  entry_point           = "handle"
  source_archive_bucket = "shop-code"
  source_archive_object = "reports-1a2b3c.zip"
  service_account_email = google_service_account.reports.email
  event_trigger {
    event_type = "google.pubsub.topic.publish"
    resource   = google_pubsub_topic.reports.id
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_service_account" "reports" {
  account_id = "reports"
}
