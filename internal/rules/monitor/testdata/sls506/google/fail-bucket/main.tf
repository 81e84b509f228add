resource "google_logging_project_bucket_config" "all" { # want SLS506
  project        = "example"
  location       = "europe-west1"
  bucket_id      = "all"
  retention_days = 365
}
