# The threat detector is switched off.
resource "aws_guardduty_detector" "main" {
  enable = false # want SLS509
}
