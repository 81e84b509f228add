resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery {
    enabled = tobool(terraform_data.generated.output) # want SLS414 unknown
  }
}

# Its output is known only after apply, and may be null.
resource "terraform_data" "generated" {
  input = timestamp()
}
