# An output that prints a password from the default of a variable; one that is marked, and one that is no secret.
variable "password" {
  type    = string
  default = "k7Qv!2mZ-rT9pW4x"
}

output "database_password" {
  value = var.password # want SLS401
}

output "password_hidden" {
  value     = var.password
  sensitive = true
}

output "region" {
  value = "eu-central-1"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
