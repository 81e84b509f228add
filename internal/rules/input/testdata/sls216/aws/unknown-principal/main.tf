# Who may call is known only after apply.
resource "aws_api_gateway_rest_api" "internal" {
  name = "internal"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
  policy = jsonencode({ # want SLS216 unknown
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = terraform_data.caller.output }
      Action    = "execute-api:Invoke"
      Resource  = "*"
    }]
  })
}

resource "terraform_data" "caller" {
  input = timestamp()
}
