# Images that anybody can pull show what is in the services made of them.
resource "google_artifact_registry_repository" "apps" {
  repository_id = "apps"
  location      = "europe-west1"
  format        = "DOCKER"

  docker_config {
    immutable_tags = true
  }
}

resource "google_artifact_registry_repository_iam_member" "everyone" {
  repository = google_artifact_registry_repository.apps.name
  location   = "europe-west1"
  role       = "roles/artifactregistry.reader"
  member     = "allUsers" # want SLS411
}
