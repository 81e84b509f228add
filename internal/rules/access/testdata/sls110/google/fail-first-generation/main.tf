# Functions of the first generation run as the account of App Engine.
resource "google_cloudfunctions_function" "orders" { # want SLS110
  name                  = "orders"
  runtime               = "python313"
  entry_point           = "handle"
  source_archive_bucket = "shop-code"
  source_archive_object = "orders-1a2b3c.zip"
  event_trigger {
    event_type = "google.pubsub.topic.publish"
    resource   = "projects/shop/topics/orders"
  }
}
