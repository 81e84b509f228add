resource "aws_ssm_parameter" "api_key" {
  name  = "/orders/api-key"
  type  = "SecureString"
  value = terraform_data.generated.output # want SLS412 unknown
}

# Its output is known only after apply, and may be null.
resource "terraform_data" "generated" {
  input = timestamp()
}
