# Images start nothing by themselves: who may push is asked by the rules about code and data.
resource "google_artifact_registry_repository" "apps" {
  repository_id = "apps"
  location      = "europe-west1"
  format        = "DOCKER"
}

resource "google_artifact_registry_repository_iam_member" "everyone" {
  repository = google_artifact_registry_repository.apps.name
  location   = "europe-west1"
  role       = "roles/artifactregistry.writer"
  member     = "allAuthenticatedUsers" # want SLS411
}
