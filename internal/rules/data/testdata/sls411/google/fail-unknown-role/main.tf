# Whatever the role, it is for everybody.
resource "google_project_iam_custom_role" "reader" {
  role_id     = "tableReader"
  title       = "Table reader"
  permissions = [terraform_data.permission.output]
}

resource "terraform_data" "permission" {
  input = "bigquery.tables.getData"
}

resource "google_bigquery_table_iam_member" "orders" {
  dataset_id = "orders"
  table_id   = "orders"
  role       = google_project_iam_custom_role.reader.id
  member     = "allUsers" # want SLS411
}
