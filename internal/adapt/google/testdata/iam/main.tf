# Every way to give an account a role, and what it comes to.
locals {
  project = "shop"
}

resource "google_service_account" "owner" {
  account_id = "owner"
  project    = local.project
}

resource "google_service_account" "reader" {
  account_id = "reader"
}

resource "google_service_account" "worker" {
  account_id = "worker"
}

resource "google_service_account" "target" {
  account_id = "target"
}

resource "google_service_account" "denied" {
  account_id = "denied"
  project    = local.project
}

resource "google_service_account" "free" {
  account_id = "free"
}

# By reference, as a member attribute, in a list, by the address itself.
resource "google_project_iam_member" "owner" {
  project = local.project
  role    = "roles/owner"
  member  = google_service_account.owner.member
}

resource "google_project_iam_binding" "readers" {
  project = local.project
  role    = "roles/storage.objectViewer"
  members = [
    "group:readers@example.com",
    "serviceAccount:${google_service_account.reader.email}",
    "serviceAccount:${google_service_account.worker.email}",
  ]
}

resource "google_project_iam_member" "denied" {
  project = local.project
  role    = "roles/secretmanager.secretAccessor"
  member  = "serviceAccount:denied@shop.iam.gserviceaccount.com"
}

resource "google_iam_deny_policy" "secrets" {
  name   = "secrets"
  parent = urlencode("cloudresourcemanager.googleapis.com/projects/shop")
  rules {
    deny_rule {
      denied_principals  = ["principalSet://goog/public:all"]
      denied_permissions = ["secretmanager.googleapis.com/versions.access"]
      exception_principals = [
        "principal://iam.googleapis.com/projects/-/serviceAccounts/owner@shop.iam.gserviceaccount.com",
      ]
    }
  }
}

# A role of one's own, under a condition.
resource "google_project_iam_custom_role" "sender" {
  role_id     = "sender"
  title       = "Sender"
  project     = local.project
  permissions = ["pubsub.topics.publish", "storage.objects.create"]
}

resource "google_project_iam_member" "sender" {
  project = local.project
  role    = google_project_iam_custom_role.sender.id
  member  = google_service_account.worker.member

  condition {
    title      = "one bucket"
    expression = "resource.name.startsWith(\"projects/_/buckets/orders\")"
  }
}

# Who may act as an account.
resource "google_service_account_iam_member" "tokens" {
  service_account_id = google_service_account.target.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.worker.member
}

data "google_iam_policy" "target" {
  binding {
    role    = "roles/iam.workloadIdentityUser"
    members = ["principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/*"]
  }
  binding {
    role    = "roles/iam.serviceAccountUser"
    members = ["user:jane@example.com", "deleted:user:joe@example.com?uid=1"]
  }
}

# It overwrites the member above.
resource "google_service_account_iam_policy" "target" {
  service_account_id = google_service_account.target.name
  policy_data        = data.google_iam_policy.target.policy_data
}

resource "google_service_account_key" "target" {
  service_account_id = google_service_account.target.name
}

# A bucket that is open, and one that the plan does not make.
resource "google_storage_bucket" "orders" {
  name     = "orders"
  location = "EU"
  project  = local.project
}

resource "google_storage_bucket_iam_member" "open" {
  bucket = google_storage_bucket.orders.name
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}

resource "google_storage_bucket_iam_member" "elsewhere" {
  bucket = "elsewhere"
  role   = "roles/storage.objectAdmin"
  member = "allAuthenticatedUsers"
}

resource "google_pubsub_topic" "orders" {
  name    = "orders"
  project = local.project
}

resource "google_pubsub_topic_iam_binding" "orders" {
  topic   = google_pubsub_topic.orders.name
  role    = "roles/pubsub.publisher"
  members = ["domain:example.com", "serviceAccount:other@elsewhere.iam.gserviceaccount.com"]
}

# The same role twice.
resource "google_pubsub_topic_iam_member" "orders" {
  topic  = google_pubsub_topic.orders.name
  role   = "roles/pubsub.publisher"
  member = google_service_account.reader.member
}
