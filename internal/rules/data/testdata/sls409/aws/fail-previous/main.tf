# The version that the last rotation replaced.
data "aws_secretsmanager_secret_version" "db" {
  secret_id     = "orders-db"
  version_stage = "AWSPREVIOUS" # want SLS409
}
