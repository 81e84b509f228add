# Whether guests are let in is known only after apply.
resource "aws_cognito_identity_pool" "shop" {
  identity_pool_name               = "shop"
  allow_unauthenticated_identities = terraform_data.guests.output # want SLS215 unknown
}

resource "terraform_data" "guests" {
  input = timestamp() == "2030-01-01T00:00:00Z"
}
