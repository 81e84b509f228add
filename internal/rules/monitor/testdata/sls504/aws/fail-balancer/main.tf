# A load balancer without log.
resource "aws_lb" "shop" { # want SLS504
  name     = "shop"
  internal = true
  subnets  = ["subnet-0a1b2c3d4e5f67890", "subnet-0a1b2c3d4e5f67891"]
}
