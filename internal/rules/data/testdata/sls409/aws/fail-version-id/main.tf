# One version for good (strict).
data "aws_secretsmanager_secret_version" "db" {
  secret_id  = "orders-db"
  version_id = "EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE" # want SLS409
}
