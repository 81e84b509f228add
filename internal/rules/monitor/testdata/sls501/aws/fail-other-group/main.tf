# A log group of something else.
resource "aws_cloudwatch_log_group" "batch" { # want SLS501
  name = "/batch/nightly"

}
