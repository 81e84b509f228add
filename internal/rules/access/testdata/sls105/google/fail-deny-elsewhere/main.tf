# A deny policy that names others.
resource "google_project_iam_member" "orders" {
  project = "shop"
  role    = "roles/owner" # want SLS105
  member  = google_service_account.orders.member
}

resource "google_iam_deny_policy" "others" {
  name   = "others"
  parent = urlencode("cloudresourcemanager.googleapis.com/projects/shop")
  rules {
    deny_rule {
      denied_principals  = ["principal://goog/subject/jane@example.com"]
      denied_permissions = ["cloudresourcemanager.googleapis.com/projects.setIamPolicy"]
    }
  }
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
