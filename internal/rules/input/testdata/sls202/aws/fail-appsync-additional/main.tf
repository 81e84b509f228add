# Besides a login, an API key is good enough.
resource "aws_appsync_graphql_api" "shop" {
  name                = "shop"
  authentication_type = "AWS_IAM"
  schema              = "type Query { order(id: ID!): String }"
  additional_authentication_provider {
    authentication_type = "API_KEY" # want SLS202
  }
}
