# The job calls an address without encryption.
resource "google_service_account" "caller" {
  account_id = "caller"
}

resource "google_cloud_scheduler_job" "report" {
  name     = "report"
  schedule = "0 6 * * *"

  http_target {
    uri         = "http://reports.example.com/run" # want SLS210
    http_method = "POST"

    oidc_token {
      service_account_email = google_service_account.caller.email
    }
  }
}
