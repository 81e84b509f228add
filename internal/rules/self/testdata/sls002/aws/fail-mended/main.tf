# Tracing is on, as it is when nothing is said: there is nothing to excuse.
resource "slsguard_secure_function" "orders" {
  name    = "orders"
  runtime = "python3.13"
  handler = "app.handler"
  source  = { path = "build/orders.zip" }
  aws     = {}

  exceptions = [{
    rule    = "SLS503" # want SLS002
    reason  = "X-Ray is not bought before the next budget"
    expires = "2026-12-31"
  }]
}

terraform {
  required_providers {
    slsguard = { source = "slsguard/slsguard" }
  }
}

provider "slsguard" {
  aws { region = "eu-central-1" }
}
