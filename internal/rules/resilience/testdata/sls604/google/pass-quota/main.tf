resource "google_api_gateway_api" "orders" {
  provider = google-beta
  api_id   = "orders"
}

resource "google_api_gateway_api_config" "orders" {
  provider      = google-beta
  api           = google_api_gateway_api.orders.api_id
  api_config_id = "orders-v1"

  openapi_documents {
    document {
      path     = "openapi.yaml"
      contents = base64encode(local.openapi)
    }
  }
}

resource "google_api_gateway_gateway" "orders" {
  provider   = google-beta
  api_config = google_api_gateway_api_config.orders.id
  gateway_id = "orders"
  region     = "europe-west1"
}

locals {
  openapi = <<-YAML
    swagger: "2.0"
    info: { title: Orders, version: "1" }
    security: [{ api_key: [], google: [] }]
    securityDefinitions:
      api_key: { type: apiKey, name: x-api-key, in: header }
      google:
        type: oauth2
        flow: implicit
        authorizationUrl: ""
        x-google-issuer: https://accounts.google.com
        x-google-jwks_uri: https://www.googleapis.com/oauth2/v3/certs
    x-google-management:
      metrics: [{ name: requests, displayName: Requests, metricKind: DELTA, valueType: INT64 }]
      quota:
        limits: [{ name: per-minute, metric: requests, unit: "1/min/{project}", values: { STANDARD: 1000 } }]
    paths:
      /orders:
        get:
          operationId: listOrders
          x-google-quota: { metricCosts: { requests: 1 } }
          responses: { "200": { description: OK } }
  YAML
}
