# The plan is checked on the exception's last day.
resource "slsguard_secure_function" "orders" {
  name    = "orders"
  runtime = "python3.13"
  handler = "app.handler"
  source  = { path = "build/orders.zip" }

  aws = {
    tracing = false
  }

  exceptions = [{
    rule    = "SLS503"
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
