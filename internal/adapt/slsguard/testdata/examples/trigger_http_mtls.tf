# On a domain of one's own, for clients with certificates only.
resource "slsguard_secure_trigger" "partners" {
  name     = "partners"
  function = slsguard_secure_function.orders.id
  http = {
    routes = [{
      method  = "GET"
      path    = "/orders/{id}"
      headers = ["X-Partner"]
    }]
    source_cidrs = ["192.0.2.0/24"]
    web_acl      = aws_wafv2_web_acl.api.arn
    domain = {
      name               = "partners.example.com"
      certificate        = aws_acm_certificate.partners.arn
      truststore         = "s3://${aws_s3_bucket.trust.id}/partners.pem"
      truststore_version = aws_s3_object.trust.version_id
    }
  }
}
