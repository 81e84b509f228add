# What trains the models can be told to write what the shop then loads.
resource "google_service_account" "trainer" {
  account_id = "trainer"
}

resource "google_service_account" "shop" {
  account_id = "shop"
}

resource "google_storage_bucket" "models" {
  name                        = "shop-models"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}

resource "google_cloud_run_v2_service" "trainer" {
  name     = "trainer"
  location = "europe-west1"

  template {
    service_account = google_service_account.trainer.email

    containers {
      image = "europe-docker.pkg.dev/shop/apps/trainer@sha256:8d5e8a1f7f4d8a2f7f3a51f8a36ff0f33a8a4f3c63b7f2f9c6f0d1e5b4a39281"

      volume_mounts {
        name       = "models"
        mount_path = "/models"
      }
    }

    volumes {
      name = "models"

      gcs {
        bucket    = google_storage_bucket.models.name
        read_only = false # want SLS313
      }
    }
  }
}

resource "google_cloud_run_v2_service" "shop" {
  name     = "shop"
  location = "europe-west1"

  template {
    service_account = google_service_account.shop.email

    containers {
      image = "europe-docker.pkg.dev/shop/apps/shop@sha256:8d5e8a1f7f4d8a2f7f3a51f8a36ff0f33a8a4f3c63b7f2f9c6f0d1e5b4a39281"

      volume_mounts {
        name       = "models"
        mount_path = "/models"
      }
    }

    volumes {
      name = "models"

      gcs {
        bucket    = google_storage_bucket.models.name
        read_only = true
      }
    }
  }
}
