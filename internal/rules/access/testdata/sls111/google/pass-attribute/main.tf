# Only the pipeline of one repository may act as the account.
resource "google_service_account_iam_member" "ci" {
  service_account_id = google_service_account.orders.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.ci.name}/attribute.repository/example/orders"
}

resource "google_iam_workload_identity_pool" "ci" {
  workload_identity_pool_id = "ci"
}

resource "google_iam_workload_identity_pool_provider" "github" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.ci.workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  attribute_mapping                  = { "google.subject" = "assertion.sub" }
  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_cloudfunctions2_function" "orders" {
  name     = "orders"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "handle"
    source {
      storage_source {
        bucket     = "shop-code"
        object     = "orders.zip"
        generation = 1718000000000000
      }
    }
  }

  service_config {
    available_memory      = "256M"
    service_account_email = google_service_account.orders.email
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
