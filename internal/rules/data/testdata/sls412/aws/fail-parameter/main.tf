resource "aws_ssm_parameter" "api_key" {
  name  = "/orders/api-key"
  type  = "SecureString"
  value = var.api_key # want SLS412
}

variable "api_key" {
  type      = string
  sensitive = true
  default   = "a8f5f167f44f4964e6c998dee827110c"
}
