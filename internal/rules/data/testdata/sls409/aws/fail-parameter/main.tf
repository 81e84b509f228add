# The third version of the parameter, whatever came after it (strict).
data "aws_ssm_parameter" "api_key" {
  name = "/orders/api-key:3" # want SLS409
}
