# What is logged is known only after apply.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_workflows_workflow" "orders" {
  name            = "orders"
  region          = "europe-west1"
  service_account = google_service_account.orders.id
  call_log_level  = terraform_data.setting.output # want SLS505 unknown

  source_contents = yamlencode({ main = { steps = [{ done = { return = "ok" } }] } })
}

resource "terraform_data" "setting" {
  input = timestamp()
}
