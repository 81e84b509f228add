# Each member has a resource of its own.
resource "google_pubsub_topic_iam_member" "senders" {
  topic  = google_pubsub_topic.orders.name
  role   = "roles/pubsub.publisher"
  member = google_service_account.sender.member
}

resource "google_pubsub_topic_iam_member" "reports" {
  topic  = google_pubsub_topic.orders.name
  role   = "roles/pubsub.publisher"
  member = google_service_account.reports.member
}

resource "google_pubsub_topic" "orders" {
  name    = "orders"
  project = "shop"
}

resource "google_service_account" "reports" {
  account_id = "reports"
}

resource "google_service_account" "sender" {
  account_id = "sender"
}
