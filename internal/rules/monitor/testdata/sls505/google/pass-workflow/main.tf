# Calls that fail are logged.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_workflows_workflow" "orders" {
  name            = "orders"
  region          = "europe-west1"
  service_account = google_service_account.orders.id
  call_log_level  = "LOG_ERRORS_ONLY"

  source_contents = yamlencode({
    main = {
      steps = [{
        fetch = {
          call = "http.get"
          args = {
            url = "https://stock.example.com/items"
          }
        }
      }]
    }
  })
}
