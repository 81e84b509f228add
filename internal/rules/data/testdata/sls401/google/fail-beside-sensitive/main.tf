# One sensitive variable makes Terraform mark all of a container's as sensitive.
resource "random_password" "db" {
  length = 24
}

resource "google_service_account" "orders" {
  account_id = "orders"
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"
  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/orders@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
      env {
        name  = "DB_PASSWORD"
        value = random_password.db.result
      }
      env {
        name  = "LOG_LEVEL"
        value = "info"
      }
      env {
        name  = "STRIPE_API_KEY"
        value = "a8f5f167f44f4964e6c998dee827110c" # want SLS401
      }
    }
  }
}
