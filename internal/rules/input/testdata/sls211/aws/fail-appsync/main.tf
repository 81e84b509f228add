# Nothing stands between the internet and the GraphQL API.
resource "aws_appsync_graphql_api" "shop" { # want SLS211
  name                = "shop"
  authentication_type = "AWS_IAM"
  schema              = "type Query { order(id: ID!): String }"
}
