# A kind of resource that this version does not model.
resource "aws_lambda_capacity_provider" "pool" { # want SLS004
  name = "pool"

  vpc_config {
    subnet_ids         = ["subnet-0123456789abcdef0"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }

  permissions_config {
    capacity_provider_operator_role_arn = "arn:aws:iam::111122223333:role/pool"
  }
}
