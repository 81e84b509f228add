output "function" {
  value = slsguard_secure_function.orders.arn
}

output "role" {
  value = slsguard_secure_function.orders.role_arn
}

output "dead_letter_queue" {
  value = slsguard_secure_function.orders.dead_letter_url
}

output "trigger" {
  value = slsguard_secure_trigger.orders.id
}
