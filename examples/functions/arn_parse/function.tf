# "orders"
output "queue" {
  value = provider::slsguard::arn_parse("arn:aws:sqs:eu-central-1:123456789012:orders").resource
}
