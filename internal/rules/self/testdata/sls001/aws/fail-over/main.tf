# The plan is from December, and checked on 15 January: the exception is over.
resource "slsguard_secure_function" "orders" {
  name    = "orders"
  runtime = "python3.13"
  handler = "app.handler"
  source  = { path = "build/orders.zip" }

  aws = {
    tracing = false # want SLS503
  }

  exceptions = [{
    rule    = "SLS503"
    reason  = "X-Ray is not bought before the next budget"
    expires = "2026-12-31" # want SLS001
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
