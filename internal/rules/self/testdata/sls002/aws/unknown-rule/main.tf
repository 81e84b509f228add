# What the exception is for is known only after apply.
resource "slsguard_secure_function" "orders" {
  name    = "orders"
  runtime = "python3.13"
  handler = "app.handler"
  source  = { path = "build/orders.zip" }
  aws     = {}

  exceptions = [{
    rule    = terraform_data.rule.output # want SLS002 unknown
    reason  = "X-Ray is not bought before the next budget"
    expires = "2026-12-31"
  }]
}

resource "terraform_data" "rule" {
  input = "SLS503"
}

terraform {
  required_providers {
    slsguard = { source = "slsguard/slsguard" }
  }
}

provider "slsguard" {
  aws { region = "eu-central-1" }
}
