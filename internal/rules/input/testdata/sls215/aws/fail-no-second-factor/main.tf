# A stolen password is enough.
resource "aws_cognito_user_pool" "customers" { # want SLS215
  name = "customers"
}
