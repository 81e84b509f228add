# A role of one's own that holds all of Secret Manager.
resource "google_project_iam_custom_role" "secrets" {
  project = "shop"
  role_id = "secrets"
  title   = "All of Cloud Tasks"
  permissions = [
    "cloudtasks.cmekConfig.update", "cloudtasks.queues.create", "cloudtasks.queues.delete", "cloudtasks.queues.pause",
    "cloudtasks.queues.purge", "cloudtasks.queues.resume", "cloudtasks.queues.setIamPolicy", "cloudtasks.queues.update",
    "cloudtasks.tasks.create", "cloudtasks.tasks.delete", "cloudtasks.tasks.fullView", "cloudtasks.tasks.run",
  ]
}

resource "google_project_iam_member" "orders" {
  project = "shop"
  role    = google_project_iam_custom_role.secrets.id # want SLS106
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
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
