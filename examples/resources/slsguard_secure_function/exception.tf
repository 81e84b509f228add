# To loosen what is hardened takes an exception: with a reason, and for a time.
resource "slsguard_secure_function" "inventory" {
  name    = "inventory"
  runtime = "python3.13"
  handler = "app.handler"
  source  = { directory = "src/inventory" }

  aws = {
    permissions = [{
      actions   = ["tag:GetResources", "dynamodb:Scan"]
      resources = ["*"]
    }]
  }

  exceptions = [{
    rule    = "SLS107"
    reason  = "It counts what all tables of the account hold; that is what it is for"
    expires = "2027-06-30"
  }]
}
