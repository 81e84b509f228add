resource "slsguard_secure_trigger" "events" {
  name     = "events"
  function = slsguard_secure_function.orders.id
  stream = {
    source      = aws_msk_cluster.events.arn
    topic       = "orders"
    credentials = aws_secretsmanager_secret.kafka.arn
  }
  filter = [jsonencode({ value = { type = ["order"] } })]
}
