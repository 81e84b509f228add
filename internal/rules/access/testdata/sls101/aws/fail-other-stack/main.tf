# The function is declared elsewhere; the permission opens it all the same.
resource "aws_lambda_permission" "anyone" {
  function_name = "orders"
  action        = "lambda:InvokeFunction"
  principal     = "*" # want SLS101
}
