# A door that keeps nobody from anything.
resource "aws_efs_access_point" "models" { # want SLS313
  file_system_id = "fs-0a1b2c3d4e5f67890"
}
