resource "slsguard_secure_trigger" "uploads" {
  name     = "uploads"
  function = slsguard_secure_function.resize.id
  storage = {
    bucket = aws_s3_bucket.pictures.id
    prefix = "uploads/"
    suffix = ".jpg"
  }
}
