# With CloudFront's own name, TLS 1.0 is always taken.
resource "aws_cloudfront_distribution" "shop" {
  enabled = true
  origin {
    domain_name = "shop-assets.s3.eu-central-1.amazonaws.com"
    origin_id   = "assets"
  }
  default_cache_behavior {
    target_origin_id       = "assets"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    viewer_protocol_policy = "https-only"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate { # want SLS314
    cloudfront_default_certificate = true
  }
}
