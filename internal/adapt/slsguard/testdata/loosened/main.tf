# Defaults given up, each with an exception, beside resources of the aws provider that refer to what was declared.
terraform {
  required_providers {
    aws      = { source = "hashicorp/aws", version = "6.25.0" }
    slsguard = { source = "slsguard/slsguard" }
  }
}

provider "slsguard" {
  aws { region = "eu-central-1" }
}

provider "aws" {
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

locals {
  why = "It is what this plan is about"
}

resource "slsguard_secure_function" "wide" {
  for_each = toset(["a", "b"])
  name     = "wide-${each.key}"
  runtime  = "python3.13"
  handler  = "app.handler"
  source   = { path = "build/orders.zip" }

  aws = {
    tracing = false
    permissions = [
      { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/orders"] },
      { actions = ["dynamodb:*"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/orders"] },
    ]
  }

  exceptions = [
    { rule = "SLS106", reason = local.why, expires = "2027-06-30" },
    { rule = "SLS503", reason = local.why, expires = "2027-03-31" },
  ]
}

resource "slsguard_secure_function" "old" {
  name        = "old"
  runtime     = "python3.9"
  handler     = "app.handler"
  source      = { path = "build/orders.zip" }
  environment = { STAGE = "test", DB_PASSWORD = "correct-horse-battery-staple" }
  concurrency = -1

  aws = { log_retention = 1 }

  exceptions = [
    { rule = "SLS301", reason = local.why, expires = "2027-06-30" },
    { rule = "SLS401", reason = local.why, expires = "2027-06-30" },
    { rule = "SLS603", reason = local.why, expires = "2027-06-30" },
    { rule = "SLS501", reason = local.why, expires = "2027-06-30" },
  ]
}

resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = 20
}

resource "slsguard_secure_trigger" "all" {
  name     = "all"
  function = slsguard_secure_function.old.id
  queue    = { source = aws_sqs_queue.orders.arn }

  exceptions = [{ rule = "unfiltered-event-source", reason = local.why, expires = "2027-06-30" }]
}

resource "slsguard_secure_trigger" "api" {
  name     = "api"
  function = slsguard_secure_function.old.id
  http     = { routes = [{ method = "POST", path = "/orders" }] }

  exceptions = [
    { rule = "SLS203", reason = local.why, expires = "2027-06-30" },
    { rule = "SLS211", reason = local.why, expires = "2027-06-30" },
  ]
}

# Anyone may run the function, whatever its trigger says.
resource "aws_lambda_permission" "public" {
  action        = "lambda:InvokeFunction"
  function_name = slsguard_secure_function.old.arn
  principal     = "*"
}

# More than was declared, for the role that was made.
resource "aws_iam_role_policy_attachment" "admin" {
  role       = slsguard_secure_function.old.role_name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
