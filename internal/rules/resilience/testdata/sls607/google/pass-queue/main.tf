# A task is tried ten times.
resource "google_cloud_tasks_queue" "orders" {
  name     = "orders"
  location = "europe-west1"

  retry_config {
    max_attempts = 10
  }
}
