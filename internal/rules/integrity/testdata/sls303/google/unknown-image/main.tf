# What is built elsewhere may end in a digest, or not.
resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    service_account = google_service_account.orders.email

    containers {
      image = terraform_data.setting.output # want SLS303 unknown
    }
  }
}

resource "terraform_data" "setting" {
  input = timestamp()
}
