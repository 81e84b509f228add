# A key in a header.
resource "google_service_account" "caller" {
  account_id = "caller"
}

resource "google_cloud_scheduler_job" "report" {
  name     = "report"
  schedule = "0 6 * * *"

  http_target {
    uri = "https://reports.example.com/run"

    headers = {
      X-Api-Key = "kX7vQm2RtY9wLz4BpQ8s" # want SLS401
    }

    oidc_token {
      service_account_email = google_service_account.caller.email
    }
  }
}
