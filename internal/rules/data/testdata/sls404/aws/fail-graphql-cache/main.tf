# Neither at rest nor on the way to the cache.
resource "aws_appsync_api_cache" "orders" { # want SLS404
  api_id               = aws_appsync_graphql_api.orders.id
  api_caching_behavior = "FULL_REQUEST_CACHING"
  type                 = "SMALL"
  ttl                  = 300
}

resource "aws_appsync_graphql_api" "orders" {
  name                = "orders"
  authentication_type = "AWS_IAM"
}
