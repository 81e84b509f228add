resource "google_storage_bucket" "orders" { # want SLS411
  name     = "example-orders"
  location = "EU"
}

resource "google_storage_bucket_acl" "orders" {
  bucket      = google_storage_bucket.orders.name
  role_entity = ["OWNER:project-owners-123456789012", "READER:allUsers"] # want SLS411
}

resource "google_storage_bucket" "reports" { # want SLS411
  name     = "example-reports"
  location = "EU"
}

resource "google_storage_default_object_access_control" "reports" {
  bucket = google_storage_bucket.reports.name
  role   = "READER"
  entity = "allAuthenticatedUsers" # want SLS411
}
