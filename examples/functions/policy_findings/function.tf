data "aws_iam_policy_document" "orders" {
  statement {
    actions   = ["dynamodb:PutItem"]
    resources = [aws_dynamodb_table.orders.arn]
  }
}

check "orders_policy" {
  assert {
    condition     = length(provider::slsguard::policy_findings(data.aws_iam_policy_document.orders.json)) == 0
    error_message = join("\n", provider::slsguard::policy_findings(data.aws_iam_policy_document.orders.json)[*].message)
  }
}
