data "aws_secretsmanager_secret_version" "db" {
  secret_id     = "orders-db"
  version_stage = terraform_data.generated.output # want SLS409 unknown
}

# Its output is known only after apply, and may be null.
resource "terraform_data" "generated" {
  input = timestamp()
}
