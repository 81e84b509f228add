# A domain name that takes TLS 1.0.
resource "aws_api_gateway_domain_name" "shop" {
  domain_name              = "api.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
  security_policy          = "TLS_1_0" # want SLS314
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}
