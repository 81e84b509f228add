# "arn:aws:dynamodb:eu-central-1:123456789012:table/orders"
output "table" {
  value = provider::slsguard::arn_build("aws", "dynamodb", "eu-central-1", "123456789012", "table/orders")
}
