# Who may act as the account is known only after apply.
resource "terraform_data" "member" {
  input = "user:jane@example.com"
}

resource "google_service_account_iam_member" "debug" {
  service_account_id = google_service_account.orders.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = terraform_data.member.output # want SLS111 unknown
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
