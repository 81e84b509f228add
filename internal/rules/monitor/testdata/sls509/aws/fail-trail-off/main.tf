# The trail is switched off.
resource "aws_cloudtrail" "audit" {
  name                  = "audit"
  s3_bucket_name        = "audit-123456789012"
  is_multi_region_trail = true
  enable_logging        = false # want SLS509
}
