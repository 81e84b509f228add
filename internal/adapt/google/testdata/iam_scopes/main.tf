# Roles on projects, folders and the organisation, and what the organisation forbids.
resource "google_project" "shop" {
  name       = "shop"
  project_id = "shop-4711"
  folder_id  = "folders/100"
}

resource "google_project" "other" {
  name       = "other"
  project_id = "other-4711"
  folder_id  = "folders/200"
}

resource "google_service_account" "app" {
  account_id = "app"
  project    = google_project.shop.project_id
}

resource "google_service_account" "folder" {
  account_id = "folder"
  project    = google_project.shop.project_id
}

resource "google_service_account" "organisation" {
  account_id = "organisation"
  project    = google_project.shop.project_id
}

resource "google_pubsub_topic" "here" {
  name    = "here"
  project = google_project.shop.project_id
}

resource "google_pubsub_topic" "there" {
  name    = "there"
  project = google_project.other.project_id
}

resource "google_project_iam_member" "app" {
  project = google_project.shop.project_id
  role    = "roles/pubsub.publisher"
  member  = google_service_account.app.member
}

resource "google_folder_iam_member" "folder" {
  folder = "folders/200"
  role   = "roles/pubsub.publisher"
  member = google_service_account.folder.member
}

resource "google_organization_iam_member" "organisation" {
  org_id = "300"
  role   = "roles/pubsub.publisher"
  member = google_service_account.organisation.member
}

resource "google_organization_policy" "keys" {
  org_id     = "300"
  constraint = "iam.disableServiceAccountKeyCreation"
  boolean_policy {
    enforced = true
  }
}

resource "google_service_account_key" "app" {
  service_account_id = google_service_account.app.name
}

resource "google_project_organization_policy" "domains" {
  project    = google_project.shop.project_id
  constraint = "constraints/iam.allowedPolicyMemberDomains"
  list_policy {
    allow {
      values = ["C0abcdefg"]
    }
  }
}
