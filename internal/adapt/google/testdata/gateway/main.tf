resource "google_api_gateway_api_config" "known" {
  provider      = google-beta
  api           = "orders"
  api_config_id = "known"

  openapi_documents {
    document {
      path     = "openapi.yaml"
      contents = base64encode(local.openapi)
    }
  }
}

resource "google_api_gateway_gateway" "known" {
  provider   = google-beta
  api_config = google_api_gateway_api_config.known.id
  gateway_id = "known"
}

resource "google_api_gateway_api_config" "broken" {
  provider      = google-beta
  api           = "orders"
  api_config_id = "broken"

  openapi_documents {
    document {
      path     = "openapi.yaml"
      contents = "not Base64"
    }
  }
}

resource "google_endpoints_service" "three" {
  service_name   = "three.endpoints.example.cloud.goog"
  openapi_config = local.three
}

locals {
  openapi = <<-YAML
    swagger: "2.0"
    x-google-allow: all
    x-google-backend: { address: "https://europe-west1-example.cloudfunctions.net/orders" }
    x-google-management:
      quota:
        limits: [{ name: l }]
    securityDefinitions:
      key: { type: apiKey, name: key, in: query }
      basic: { type: basic }
      token: { type: oauth2, x-google-issuer: "https://login.example.com", x-google-audiences: "a,b" }
      account: { type: oauth2, x-google-issuer: "worker@example.iam.gserviceaccount.com" }
    security: [{ token: [] }]
    paths:
      /a:
        get: { x-google-quota: { metricCosts: { m: 1 } } }
        post: { security: [] }
        put: { security: [{ key: [] }] }
        patch: { security: [{ token: [] }, { key: [] }] }
        delete: { security: [{ token: [] }, {}] }
        head: { security: [{ basic: [] }] }
        options: { security: [{ key: [], account: [] }] }
      /b:
        get: { x-google-backend: { address: "http://orders-abc-ew.a.run.app/x" } }
      /c: null
  YAML
  three = jsonencode({
    openapi = "3.0.4"
    components = { securitySchemes = {
      token = { type = "http", scheme = "bearer", x-google-auth = { issuer = "https://i.example.com", jwksUri = "http://k.example.com", audiences = ["x"] } }
    } }
    security = [{ token = [] }]
    paths    = { "/" = { get = {} } }
  })
}

resource "google_cloudfunctions_function" "orders" {
  name         = "orders"
  runtime      = "python312"
  trigger_http = true
}

resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    containers {
      image = "x"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "everyone" {
  name   = google_cloud_run_v2_service.orders.name
  role   = "roles/run.invoker"
  member = "allUsers"
}

resource "google_compute_region_network_endpoint_group" "orders" {
  name   = "orders"
  region = "europe-west1"

  cloud_run {
    service = google_cloud_run_v2_service.orders.name
  }
}

resource "google_compute_region_network_endpoint_group" "mask" {
  name   = "mask"
  region = "europe-west1"

  cloud_run {
    url_mask = "/<service>"
  }
}

resource "google_compute_backend_service" "open" {
  name = "open"

  backend {
    group = google_compute_region_network_endpoint_group.orders.id
  }
}

resource "google_compute_backend_service" "login" {
  name            = "login"
  security_policy = google_compute_security_policy.web.id

  backend {
    group = google_compute_region_network_endpoint_group.orders.id
  }
  iap {
    enabled = true
  }
  log_config {
    enable      = true
    sample_rate = 0
  }
}

resource "google_compute_backend_service" "masked" {
  name = "masked"

  backend {
    group = google_compute_region_network_endpoint_group.mask.id
  }
  log_config {
    enable = true
  }
}

resource "google_compute_region_backend_service" "inside" {
  name   = "inside"
  region = "europe-west1"

  backend {
    group = google_compute_region_network_endpoint_group.orders.id
  }
}

resource "google_compute_backend_service" "machines" {
  name = "machines"

  backend {
    group = "projects/example/zones/europe-west1-b/instanceGroups/machines"
  }
}

resource "google_compute_security_policy" "web" {
  name = "web"
}

resource "google_compute_url_map" "open" {
  name            = "open"
  default_service = google_compute_backend_service.open.id
}

resource "google_compute_url_map" "redirect" {
  name = "redirect"

  default_url_redirect {
    https_redirect = true
    strip_query    = false
  }
}

resource "google_compute_url_map" "machines" {
  name            = "machines"
  default_service = google_compute_backend_service.machines.id
}

resource "google_compute_target_http_proxy" "open" {
  name    = "open"
  url_map = google_compute_url_map.open.id
}

resource "google_compute_target_http_proxy" "redirect" {
  name    = "redirect"
  url_map = google_compute_url_map.redirect.id
}

resource "google_compute_target_https_proxy" "open" {
  name             = "open"
  url_map          = google_compute_url_map.open.id
  ssl_certificates = ["x"]
}

resource "google_compute_target_https_proxy" "machines" {
  name             = "machines"
  url_map          = google_compute_url_map.machines.id
  ssl_certificates = ["x"]
}

resource "google_compute_target_https_proxy" "strict" {
  name             = "strict"
  url_map          = google_compute_url_map.open.id
  ssl_certificates = ["x"]
  ssl_policy       = google_compute_ssl_policy.strict.id
}

resource "google_compute_ssl_policy" "strict" {
  name            = "strict"
  min_tls_version = "TLS_1_2"
}

resource "google_compute_ssl_policy" "restricted" {
  name    = "restricted"
  profile = "RESTRICTED"
}

resource "google_compute_ssl_policy" "old" {
  name = "old"
}
