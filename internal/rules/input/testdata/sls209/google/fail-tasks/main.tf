# The queue sends all tasks to a service without a token.
resource "google_cloud_tasks_queue" "orders" {
  name     = "orders"
  location = "europe-west1"

  http_target {
    uri_override {
      host = "orders-4xtqtvlk5q-ew.a.run.app" # want SLS209
    }
  }
}
