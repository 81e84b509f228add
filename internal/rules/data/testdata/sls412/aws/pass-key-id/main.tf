# The id of an access key is no secret; its secret is marked.
resource "aws_iam_user" "deployer" {
  name = "deployer"
}

resource "aws_iam_access_key" "deployer" {
  user = aws_iam_user.deployer.name
}

output "access_key_id" {
  value = aws_iam_access_key.deployer.id
}

output "secret_access_key" {
  value     = aws_iam_access_key.deployer.secret
  sensitive = true
}
