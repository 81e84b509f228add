# The public function uploads below another prefix.
resource "aws_lambda_function_url" "upload" {
  function_name      = aws_lambda_function.upload.function_name
  authorization_type = "NONE" # want SLS101
}

resource "aws_lambda_function" "upload" {
  function_name = "upload"
  role          = aws_iam_role.upload.arn # want SLS502
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "upload.zip"
}

resource "aws_iam_role" "upload" {
  name = "upload"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "upload" {
  name = "upload"
  role = aws_iam_role.upload.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = "${aws_s3_bucket.files.arn}/thumbnails/*"
    }]
  })
}

resource "aws_s3_bucket" "files" {
  bucket = "files-a1b2c3"
}

resource "aws_s3_bucket_notification" "files" {
  bucket = aws_s3_bucket.files.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.import.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "inbox/"
  }
}

resource "aws_lambda_function" "import" {
  function_name = "import"
  role          = aws_iam_role.import.arn # want SLS502
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "import.zip"
}

resource "aws_iam_role" "import" {
  name = "import"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "import" {
  name = "import"
  role = aws_iam_role.import.id
  policy = jsonencode({ # want SLS105
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "iam:*"
      Resource = "*"
    }]
  })
}
