# The topic belongs to another project.
resource "google_pubsub_subscription" "orders" {
  name    = "orders"
  project = "orders-prod"
  topic   = "projects/partner-team/topics/orders" # want SLS214
}
