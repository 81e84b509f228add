# A domain name that says nothing about TLS.
resource "aws_api_gateway_domain_name" "shop" { # want SLS314
  domain_name     = "api.example.com"
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
}
