# One commit is deployed.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "main"

    source {
      repo_source {
        repo_name  = "orders"
        commit_sha = "3f786850e387550fdab836ed7e6dc881de23001b"
      }
    }
  }

  service_config {
    service_account_email = google_service_account.orders.email
    ingress_settings      = "ALLOW_INTERNAL_ONLY"
  }
}
