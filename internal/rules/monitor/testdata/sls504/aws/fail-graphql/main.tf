# A GraphQL API without logs.
resource "aws_appsync_graphql_api" "shop" { # want SLS504
  name                = "shop"
  authentication_type = "AWS_IAM"
  xray_enabled        = true
}
