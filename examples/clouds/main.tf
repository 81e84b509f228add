# One system on three clouds: each part has its own weaknesses, and none has those of another.
resource "aws_lambda_function_url" "orders" {
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "azurerm_storage_account" "invoices" {
  name                            = "exampleinvoices"
  resource_group_name             = "invoices"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  min_tls_version                 = "TLS1_2"
  shared_access_key_enabled       = false
  allow_nested_items_to_be_public = true
}

resource "azurerm_storage_container" "invoices" {
  name                  = "invoices"
  storage_account_id    = azurerm_storage_account.invoices.id
  container_access_type = "container"
}

resource "google_cloudfunctions2_function" "payments" {
  name     = "payments"
  location = "europe-west1"

  build_config {
    runtime     = "python313"
    entry_point = "handler"
    source {
      storage_source {
        bucket     = "example-code"
        object     = "payments.zip"
        generation = 1
      }
    }
  }

  service_config {
    service_account_email = google_service_account.payments.email
    max_instance_count    = 10
  }
}

resource "google_service_account" "payments" {
  account_id = "payments"
}

resource "google_cloudfunctions2_function_iam_member" "everybody" {
  cloud_function = google_cloudfunctions2_function.payments.name
  location       = google_cloudfunctions2_function.payments.location
  role           = "roles/cloudfunctions.invoker"
  member         = "allUsers"
}

resource "google_project_iam_member" "payments" {
  project = "example"
  role    = "roles/owner"
  member  = google_service_account.payments.member
}
