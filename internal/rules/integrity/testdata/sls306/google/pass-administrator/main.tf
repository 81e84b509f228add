# Who may do everything may replace code, too: that is said once, of the role.
resource "google_service_account" "deploy" {
  account_id = "deploy"
  project    = "example"
}

resource "google_project_iam_member" "deploy" {
  project = "example"
  role    = "roles/owner" # want SLS105
  member  = google_service_account.deploy.member
}

resource "google_storage_bucket" "code" {
  name                        = "example-code"
  location                    = "EU"
  project                     = "example"
  public_access_prevention    = "enforced"
  uniform_bucket_level_access = true
}

resource "google_cloudfunctions2_function" "deploy" {
  name     = "deploy"
  location = "europe-west1"
  project  = "example"
  build_config {
    runtime     = "nodejs24"
    entry_point = "deploy"
    source {
      storage_source {
        bucket     = google_storage_bucket.code.name
        object     = "deploy.zip"
        generation = 1712345678901234
      }
    }
  }
  service_config {
    ingress_settings      = "ALLOW_INTERNAL_ONLY"
    service_account_email = google_service_account.deploy.email
  }
}
