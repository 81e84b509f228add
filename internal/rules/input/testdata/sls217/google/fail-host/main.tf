# Whoever starts the workflow says where it sends its token.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_workflows_workflow" "orders" {
  name            = "orders"
  region          = "europe-west1"
  service_account = google_service_account.orders.id
  call_log_level  = "LOG_ERRORS_ONLY"

  source_contents = yamlencode({ # want SLS217
    main = {
      params = ["args"]
      steps = [{
        fetch = {
          call = "http.get"
          args = { url = "$${\"https://\" + args.host + \"/items\"}" }
        }
      }]
    }
  })
}
