# A token in the source of a workflow.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_workflows_workflow" "orders" {
  name            = "orders"
  region          = "europe-west1"
  service_account = google_service_account.orders.id
  call_log_level  = "LOG_ERRORS_ONLY"

  source_contents = yamlencode({ # want SLS401
    main = {
      steps = [{
        fetch = {
          call = "http.get"
          args = {
            url     = "https://stock.example.com/items"
            headers = { Authorization = "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvcmRlcnMifQ.kX7vQm2RtY9wLz4BpQ8sdF3gH6jK1nM5" }
          }
        }
      }]
    }
  })
}
