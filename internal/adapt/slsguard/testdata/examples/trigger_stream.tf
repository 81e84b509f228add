resource "slsguard_secure_trigger" "changes" {
  name       = "changes"
  function   = slsguard_secure_function.orders.id
  stream     = { source = aws_dynamodb_table.orders.stream_arn }
  filter     = [jsonencode({ eventName = ["INSERT"] })]
  batch_size = 50
}
