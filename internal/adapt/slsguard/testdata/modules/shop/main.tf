terraform {
  required_providers {
    slsguard = { source = "slsguard/slsguard" }
  }
}

variable "name" { type = string }
variable "failed" { type = string }

resource "slsguard_secure_function" "orders" {
  name    = "orders-${var.name}"
  runtime = "python3.13"
  handler = "app.handler"
  source  = { path = "build/orders.zip" }
  aws     = { dead_letter = var.failed, tracing = false }

  exceptions = [{ rule = "SLS503", reason = "It is what this plan is about", expires = "2027-03-31" }]
}

output "function" { value = slsguard_secure_function.orders.arn }
