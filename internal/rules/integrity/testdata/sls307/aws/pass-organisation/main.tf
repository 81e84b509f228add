# The organisation alone may use the layer.
resource "aws_lambda_layer_version" "tools" {
  layer_name = "tools"
  filename   = "tools.zip"
}

resource "aws_lambda_layer_version_permission" "tools" {
  layer_name      = aws_lambda_layer_version.tools.layer_name
  version_number  = aws_lambda_layer_version.tools.version
  statement_id    = "organisation"
  action          = "lambda:GetLayerVersion"
  principal       = "*"
  organization_id = "o-a1b2c3d4e5"
}
