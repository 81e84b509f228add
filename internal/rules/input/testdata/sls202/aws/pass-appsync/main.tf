# Two ways to log in, both of which say who is calling.
resource "aws_appsync_graphql_api" "shop" {
  name                = "shop"
  authentication_type = "AWS_IAM"
  schema              = "type Query { order(id: ID!): String }"
  additional_authentication_provider {
    authentication_type = "OPENID_CONNECT"
    openid_connect_config {
      issuer    = "https://login.example.com/"
      client_id = "shop"
    }
  }
}
