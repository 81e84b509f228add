# In a VPC, with a file system, a key and a queue of one's own, and an alias for gradual releases.
resource "slsguard_secure_function" "reports" {
  name        = "reports"
  description = "Writes the day's reports"
  runtime     = "nodejs24.x"
  handler     = "index.handler"
  source = { object = {
    bucket  = aws_s3_bucket.code.id
    key     = aws_s3_object.reports.key
    version = aws_s3_object.reports.version_id
  } }

  memory      = 512
  timeout     = 300
  concurrency = 2

  aws = {
    subnet_ids         = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.reports.id]
    file_system        = { access_point = aws_efs_access_point.reports.arn, path = "/mnt/reports" }
    key                = aws_kms_key.reports.arn
    dead_letter        = aws_sqs_queue.failed.arn
    alias              = "live"
  }
}
