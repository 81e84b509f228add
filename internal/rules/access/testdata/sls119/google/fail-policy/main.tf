# The policy takes away what the member gives.
data "google_iam_policy" "orders" {
  binding {
    role    = "roles/pubsub.subscriber"
    members = [google_service_account.reports.member]
  }
}

resource "google_pubsub_topic_iam_policy" "orders" { # want SLS119
  topic       = google_pubsub_topic.orders.name
  policy_data = data.google_iam_policy.orders.policy_data
}

resource "google_pubsub_topic_iam_member" "senders" {
  topic  = google_pubsub_topic.orders.name
  role   = "roles/pubsub.publisher"
  member = google_service_account.sender.member
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
