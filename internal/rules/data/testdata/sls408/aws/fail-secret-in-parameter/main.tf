# The value gives it away.
resource "aws_ssm_parameter" "deploy" {
  name  = "/orders/prod/deploy"
  type  = "String" # want SLS408
  value = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
}
