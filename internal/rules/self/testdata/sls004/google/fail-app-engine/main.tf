# App Engine runs code as functions do, and this version does not judge it.
resource "google_app_engine_standard_app_version" "orders" { # want SLS004
  service    = "orders"
  version_id = "v1"
  runtime    = "python313"

  entrypoint {
    shell = "gunicorn -b :$PORT main:app"
  }

  deployment {
    zip {
      source_url = "https://storage.googleapis.com/example-code/orders.zip"
    }
  }
}
