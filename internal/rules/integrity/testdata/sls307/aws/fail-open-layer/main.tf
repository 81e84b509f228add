# Every account may download the layer.
resource "aws_lambda_layer_version" "tools" {
  layer_name = "tools"
  filename   = "tools.zip"
}

resource "aws_lambda_layer_version_permission" "tools" {
  layer_name     = aws_lambda_layer_version.tools.layer_name
  version_number = aws_lambda_layer_version.tools.version
  statement_id   = "everybody"
  action         = "lambda:GetLayerVersion"
  principal      = "*" # want SLS307
}
