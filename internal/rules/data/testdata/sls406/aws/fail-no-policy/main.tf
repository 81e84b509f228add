# Without a policy nothing refuses plain HTTP, but only identities of the account get in (strict).
resource "aws_sqs_queue" "orders" { # want SLS406
  name = "orders"
}
