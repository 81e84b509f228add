# An image is named by its digest: what a tag names can change.
resource "slsguard_secure_function" "resize" {
  name   = "resize"
  source = { image = "${aws_ecr_repository.resize.repository_url}@${data.aws_ecr_image.resize.image_digest}" }
  memory = 1024

  aws = {
    ephemeral_storage = 2048
    permissions = [{
      actions   = ["s3:GetObject", "s3:PutObject"]
      resources = ["${aws_s3_bucket.pictures.arn}/*"]
    }]
  }
}
