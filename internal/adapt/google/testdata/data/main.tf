variable "later" {
  type    = string
  default = null
}

resource "google_storage_bucket" "plain" {
  name     = "plain"
  location = "EU"
}

resource "google_storage_bucket" "closed" {
  name                        = "closed"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }
  soft_delete_policy {
    retention_duration_seconds = 0
  }
  encryption {
    default_kms_key_name = google_kms_crypto_key.data.id
  }
}

resource "google_storage_bucket" "filtered" {
  name     = "filtered"
  location = "EU"

  ip_filter {
    mode = "Enabled"
    public_network_source {
      allowed_ip_cidr_ranges = ["203.0.113.0/24"]
    }
  }
}

resource "google_storage_bucket" "unfiltered" {
  name     = "unfiltered"
  location = "EU"

  ip_filter {
    mode = "Enabled"
    public_network_source {
      allowed_ip_cidr_ranges = ["0.0.0.0/0"]
    }
  }
}

resource "google_storage_bucket_acl" "plain" {
  bucket         = google_storage_bucket.plain.name
  predefined_acl = "publicRead"
}

resource "google_storage_object_access_control" "plain" {
  bucket = google_storage_bucket.plain.name
  object = "index.html"
  role   = "OWNER"
  entity = "allUsers"
}

resource "google_storage_bucket_acl" "foreign" {
  bucket      = "someone-elses"
  role_entity = ["READER:allAuthenticatedUsers"]
}

resource "google_storage_bucket_object" "page" {
  bucket  = "someone-elses-too"
  name    = "index.html"
  content = "hello"
}

resource "google_storage_notification" "closed" {
  bucket             = google_storage_bucket.closed.name
  topic              = google_pubsub_topic.changes.id
  payload_format     = "JSON_API_V1"
  object_name_prefix = "in/"
}

resource "google_pubsub_topic" "changes" {
  name = "changes"
}

resource "google_kms_key_ring" "data" {
  name     = "data"
  location = "europe"
}

resource "google_kms_crypto_key" "data" {
  name            = "data"
  key_ring        = google_kms_key_ring.data.id
  rotation_period = "7776000s"
}

resource "google_kms_crypto_key" "never" {
  name                       = "never"
  key_ring                   = google_kms_key_ring.data.id
  destroy_scheduled_duration = "86400s"
}

resource "google_kms_crypto_key" "signer" {
  name     = "signer"
  key_ring = google_kms_key_ring.data.id
  purpose  = "ASYMMETRIC_SIGN"
}

resource "google_kms_crypto_key" "external" {
  name     = "external"
  key_ring = google_kms_key_ring.data.id

  version_template {
    algorithm        = "EXTERNAL_SYMMETRIC_ENCRYPTION"
    protection_level = "EXTERNAL"
  }
}

resource "google_kms_crypto_key" "odd" {
  name            = "odd"
  key_ring        = google_kms_key_ring.data.id
  rotation_period = "soon"
}

resource "google_secret_manager_secret" "plain" {
  secret_id = "plain"

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret" "rotated" {
  secret_id           = "rotated"
  version_destroy_ttl = "864000s"

  replication {
    user_managed {
      replicas {
        location = "europe-west1"
        customer_managed_encryption {
          kms_key_name = google_kms_crypto_key.data.id
        }
      }
      replicas {
        location = "europe-west4"
      }
    }
  }
  rotation {
    next_rotation_time = "2027-01-01T00:00:00Z"
  }
}

resource "google_secret_manager_regional_secret" "ends" {
  secret_id = "ends"
  location  = "europe-west1"
  ttl       = "86400s"

  customer_managed_encryption {
    kms_key_name = google_kms_crypto_key.data.id
  }
}

resource "google_secret_manager_secret_version" "plain" {
  secret      = google_secret_manager_secret.plain.id
  secret_data = "written down"
}

resource "google_bigquery_dataset" "orders" {
  dataset_id = "orders"
  location   = "EU"

  access {
    role          = "WRITER"
    special_group = "allAuthenticatedUsers"
  }
  access {
    role       = "roles/bigquery.dataViewer"
    iam_member = "allUsers"
  }
  access {
    role          = "OWNER"
    special_group = "projectOwners"
  }
  access {
    role   = "READER"
    domain = "example.com"
  }
  access {
    view {
      project_id = "example"
      dataset_id = "other"
      table_id   = "view"
    }
  }
  default_encryption_configuration {
    kms_key_name = google_kms_crypto_key.data.id
  }
}

resource "google_bigquery_dataset_access" "one" {
  dataset_id    = google_bigquery_dataset.orders.dataset_id
  role          = "READER"
  user_by_email = "jane@example.com"
}

resource "google_bigquery_table" "events" {
  dataset_id = google_bigquery_dataset.orders.dataset_id
  table_id   = "events"
}

resource "google_bigtable_instance" "orders" {
  name = "orders"

  cluster {
    cluster_id   = "a"
    zone         = "europe-west1-b"
    num_nodes    = 1
    kms_key_name = google_kms_crypto_key.data.id
  }
  cluster {
    cluster_id = "b"
    zone       = "europe-west4-b"
    num_nodes  = 1
  }
}

resource "google_bigtable_table" "orders" {
  name          = "orders"
  instance_name = google_bigtable_instance.orders.name
}

resource "google_firestore_database" "orders" {
  name        = "orders"
  location_id = "eur3"
  type        = "FIRESTORE_NATIVE"
}

resource "google_spanner_database" "orders" {
  name     = "orders"
  instance = "orders"

  encryption_config {
    kms_key_name = google_kms_crypto_key.data.id
  }
}

resource "google_sql_database_instance" "plain" {
  name             = "plain"
  region           = "europe-west1"
  database_version = "MYSQL_8_0"

  settings {
    tier = "db-f1-micro"
  }
}

resource "google_sql_database_instance" "closed" {
  name             = "closed"
  region           = "europe-west1"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-1-3840"

    ip_configuration {
      ipv4_enabled    = false
      ssl_mode        = "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"
      private_network = "projects/example/global/networks/functions"
    }
    backup_configuration {
      enabled = true
    }
  }
}

resource "google_sql_database_instance" "open" {
  name                 = "open"
  region               = "europe-west1"
  database_version     = "POSTGRES_16"
  master_instance_name = google_sql_database_instance.closed.name

  settings {
    tier = "db-custom-1-3840"

    ip_configuration {
      ssl_mode = "ALLOW_UNENCRYPTED_AND_ENCRYPTED"
      authorized_networks {
        value = "0.0.0.0/0"
      }
    }
  }
}

resource "google_alloydb_instance" "orders" {
  cluster       = "projects/example/locations/europe-west1/clusters/orders"
  instance_id   = "orders"
  instance_type = "PRIMARY"
}

resource "google_redis_instance" "plain" {
  name           = "plain"
  region         = "europe-west1"
  memory_size_gb = 1
}

resource "google_redis_cluster" "tls" {
  name                    = "tls"
  region                  = "europe-west1"
  shard_count             = 1
  transit_encryption_mode = "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION"
}

resource "google_artifact_registry_repository" "apps" {
  repository_id = "apps"
  location      = "europe-west1"
  format        = "DOCKER"
  kms_key_name  = var.later
}

resource "google_artifact_registry_repository" "fixed" {
  repository_id = "fixed"
  location      = "europe-west1"
  format        = "DOCKER"

  docker_config {
    immutable_tags = true
  }
  vulnerability_scanning_config {
    enablement_config = "DISABLED"
  }
}

resource "google_artifact_registry_repository" "mirror" {
  repository_id = "mirror"
  location      = "europe-west1"
  format        = "DOCKER"
  mode          = "REMOTE_REPOSITORY"
}

resource "google_cloud_run_v2_service" "literal" {
  name     = "literal"
  location = "europe-west1"

  template {
    containers {
      image = "europe-west1-docker.pkg.dev/example/apps/orders:1"
    }
  }
}

resource "google_cloudbuild_trigger" "deploy" {
  name            = "deploy"
  service_account = google_service_account.build.id
  substitutions   = { _TOKEN = "abc" }

  trigger_template {
    repo_name   = "orders"
    branch_name = "main"
  }
  build {
    step {
      name   = "gcr.io/cloud-builders/gcloud"
      script = "echo hi"
      env    = ["A=b"]
    }
  }
}

resource "google_service_account" "build" {
  account_id = "build"
}
