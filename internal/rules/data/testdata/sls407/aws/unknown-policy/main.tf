resource "aws_kms_key" "orders" {
  description         = "orders"
  enable_key_rotation = true
  policy              = terraform_data.generated.output # want SLS407 unknown
}

# Its output is known only after apply, and may be null.
resource "terraform_data" "generated" {
  input = timestamp()
}
