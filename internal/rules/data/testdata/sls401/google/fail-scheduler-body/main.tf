# A password in the body, which base64 does not hide.
resource "google_service_account" "caller" {
  account_id = "caller"
}

resource "google_cloud_scheduler_job" "report" {
  name     = "report"
  schedule = "0 6 * * *"

  http_target {
    uri = "https://reports.example.com/run"

    http_method = "POST"
    body        = base64encode(jsonencode({ password = "kX7vQm2RtY9wLz4B" })) # want SLS401

    oidc_token {
      service_account_email = google_service_account.caller.email
    }
  }
}
