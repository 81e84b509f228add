# String keeps the value in clear text.
resource "aws_ssm_parameter" "db_password" {
  name  = "/orders/prod/db-password"
  type  = "String" # want SLS408
  value = "set by hand"
}
