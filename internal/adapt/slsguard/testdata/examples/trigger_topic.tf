resource "slsguard_secure_trigger" "news" {
  name     = "news"
  function = slsguard_secure_function.orders.id
  topic    = { source = aws_sns_topic.news.arn }
  filter   = [jsonencode({ type = ["order"] })]
}
