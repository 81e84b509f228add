resource "slsguard_secure_trigger" "api" {
  name     = "orders-api"
  function = slsguard_secure_function.orders.id
  http = {
    authorizer = {
      kind       = "cognito"
      user_pools = [aws_cognito_user_pool.customers.arn]
      scopes     = ["orders/write"]
    }
    routes = [{
      method = "POST"
      path   = "/orders"
      schema = jsonencode({
        type                 = "object"
        required             = ["article", "count"]
        additionalProperties = false
        properties = {
          article = { type = "string", maxLength = 20 }
          count   = { type = "integer", minimum = 1, maximum = 100 }
        }
      })
    }]
    web_acl = aws_wafv2_web_acl.api.arn
  }
}
