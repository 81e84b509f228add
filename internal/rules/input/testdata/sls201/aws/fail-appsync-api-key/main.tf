# The API key of a GraphQL API is in every client that uses it.
resource "aws_appsync_graphql_api" "shop" {
  name                = "shop"
  authentication_type = "API_KEY" # want SLS201
  schema              = "type Query { order(id: ID!): String }"
}
