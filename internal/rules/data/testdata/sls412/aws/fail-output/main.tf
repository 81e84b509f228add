# Terraform prints the password at the end of each run.
output "db_password" { # want SLS412
  value = nonsensitive(random_password.db.result)
}

resource "random_password" "db" {
  length = 24
}
