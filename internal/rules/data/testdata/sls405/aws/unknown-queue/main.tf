resource "aws_sqs_queue" "orders" {
  name              = "orders"
  kms_master_key_id = terraform_data.generated.output # want SLS405 unknown
}

# Its output is known only after apply, and may be null.
resource "terraform_data" "generated" {
  input = timestamp()
}
