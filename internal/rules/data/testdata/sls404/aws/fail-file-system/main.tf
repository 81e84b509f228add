resource "aws_efs_file_system" "orders" {
  creation_token = "orders"
  encrypted      = false # want SLS404
}
