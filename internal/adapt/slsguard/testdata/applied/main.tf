# What has been applied, so that a plan knows its ARNs, and is now loosened.
terraform {
  required_providers {
    slsguard = { source = "slsguard/slsguard" }
  }
}

provider "slsguard" {
  aws { region = "eu-central-1" }
}

variable "password" {
  type      = string
  default   = "correct-horse-battery-staple"
  sensitive = true
}

variable "loosen" {
  type    = bool
  default = false
}

resource "slsguard_secure_function" "orders" {
  name        = "orders"
  runtime     = "python3.13"
  handler     = "app.handler"
  source      = { path = "build/orders.zip" }
  environment = { DB_PASSWORD = var.password }

  aws = { tracing = !var.loosen }

  exceptions = [
    { rule = "SLS401", reason = "It is what this plan is about", expires = "2027-03-31" },
    { rule = "SLS503", reason = "It is what this plan is about", expires = "2027-03-31" },
  ]
}

resource "slsguard_secure_trigger" "orders" {
  name     = "orders"
  function = slsguard_secure_function.orders.id
  queue    = { source = "arn:aws:sqs:eu-central-1:123456789012:orders" }
  filter   = [jsonencode({ body = { type = ["order"] } })]
}
