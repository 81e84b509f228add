# Requests are logged.
resource "aws_lb" "shop" {
  name     = "shop"
  internal = true
  subnets  = ["subnet-0a1b2c3d4e5f67890", "subnet-0a1b2c3d4e5f67891"]
  access_logs {
    bucket  = "shop-logs"
    enabled = true
  }
}
