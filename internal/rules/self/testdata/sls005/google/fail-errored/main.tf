# want (plan) SLS005
# A precondition does not hold, so that planning stops half way.
variable "reviewed" {
  type    = bool
  default = false
}

resource "google_pubsub_topic" "orders" {
  name = "orders"

  lifecycle {
    precondition {
      condition     = var.reviewed
      error_message = "The names must be reviewed."
    }
  }
}

resource "google_pubsub_subscription" "orders" {
  name  = "orders"
  topic = google_pubsub_topic.orders.id
}
