# Until when the exception is to hold is decided elsewhere, and known only after apply.
resource "slsguard_secure_function" "orders" {
  name    = "orders"
  runtime = "python3.13"
  handler = "app.handler"
  source  = { path = "build/orders.zip" }
  aws     = {}

  exceptions = [{
    rule    = "SLS503"
    reason  = "X-Ray is not bought before the next budget"
    expires = terraform_data.review.output # want SLS001 unknown
  }]
}

resource "terraform_data" "review" {
  input = "2026-12-31"
}

terraform {
  required_providers {
    slsguard = { source = "slsguard/slsguard" }
  }
}

provider "slsguard" {
  aws { region = "eu-central-1" }
}
