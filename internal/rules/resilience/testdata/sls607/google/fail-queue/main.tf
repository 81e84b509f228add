# A task that fails is tried for ever.
resource "google_cloud_tasks_queue" "orders" {
  name     = "orders"
  location = "europe-west1"

  retry_config {
    max_attempts = -1 # want SLS607
  }
}
