# The secret is logged with the result of the call.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_workflows_workflow" "orders" {
  name            = "orders"
  region          = "europe-west1"
  service_account = google_service_account.orders.id
  call_log_level  = "LOG_ALL_CALLS" # want SLS413

  source_contents = yamlencode({
    main = {
      steps = [{
        key = {
          call   = "googleapis.secretmanager.v1.projects.secrets.versions.accessString"
          args   = { secret_id = "stock-api" }
          result = "key"
        }
      }]
    }
  })
}
