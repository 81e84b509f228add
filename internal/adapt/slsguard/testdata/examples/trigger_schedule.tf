resource "slsguard_secure_trigger" "nightly" {
  name     = "nightly"
  function = slsguard_secure_function.reports.id
  schedule = {
    expression = "cron(0 2 * * ? *)"
    time_zone  = "Europe/Berlin"
    input      = jsonencode({ kind = "daily" })
  }
}
