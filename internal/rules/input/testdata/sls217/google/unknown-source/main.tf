# What the workflow calls is known only after apply.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_workflows_workflow" "orders" { # want SLS217 unknown
  name            = "orders"
  region          = "europe-west1"
  service_account = google_service_account.orders.id
  call_log_level  = "LOG_ERRORS_ONLY"

  source_contents = terraform_data.setting.output
}

resource "terraform_data" "setting" {
  input = timestamp()
}
