terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

resource "aws_cognito_user_pool" "plain" {
  name = "plain"
}

resource "aws_cognito_user_pool" "strict" {
  name              = "strict"
  mfa_configuration = "OPTIONAL"
  password_policy {
    minimum_length = 14
  }
  admin_create_user_config {
    allow_admin_create_user_only = true
  }
}

resource "aws_cognito_user_pool_client" "app" {
  name         = "app"
  user_pool_id = aws_cognito_user_pool.strict.id
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  jwt_configuration {
    issuer   = "https://cognito-idp.eu-central-1.amazonaws.com/${aws_cognito_user_pool.strict.id}"
    audience = [aws_cognito_user_pool_client.app.id]
  }
}

resource "aws_apigatewayv2_route" "in" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.jwt.id
}

resource "aws_iam_role" "guest" {
  name               = "guest"
  assume_role_policy = data.aws_iam_policy_document.guest.json
}

resource "aws_iam_role" "member" {
  name               = "member"
  assume_role_policy = data.aws_iam_policy_document.member.json
}

resource "aws_cognito_identity_pool" "open" {
  identity_pool_name               = "open"
  allow_unauthenticated_identities = true
}

resource "aws_cognito_identity_pool_roles_attachment" "open" {
  identity_pool_id = aws_cognito_identity_pool.open.id
  roles = {
    unauthenticated = aws_iam_role.guest.arn
  }
}

resource "aws_cognito_identity_pool" "both" {
  identity_pool_name               = "both"
  allow_unauthenticated_identities = true
}

resource "aws_cognito_identity_pool_roles_attachment" "both" {
  identity_pool_id = aws_cognito_identity_pool.both.id
  roles = {
    authenticated   = aws_iam_role.member.arn
    unauthenticated = aws_iam_role.guest.arn
  }
}

resource "aws_cognito_identity_pool" "closed" {
  identity_pool_name = "closed"
}

resource "aws_cognito_identity_pool_roles_attachment" "closed" {
  identity_pool_id = aws_cognito_identity_pool.closed.id
  roles = {
    authenticated = aws_iam_role.member.arn
  }
}

data "aws_iam_policy_document" "guest" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [aws_cognito_identity_pool.both.id]
    }
    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["unauthenticated"]
    }
  }
}

data "aws_iam_policy_document" "member" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [aws_cognito_identity_pool.both.id]
    }
    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cognito-identity.amazonaws.com:amr"
      values   = ["authenticated"]
    }
  }
}

resource "aws_cognito_identity_provider" "partner" {
  user_pool_id  = aws_cognito_user_pool.strict.id
  provider_name = "partner"
  provider_type = "OIDC"
  provider_details = {
    client_id     = "shop"
    client_secret = "pr0vider-secret"
    oidc_issuer   = "https://partner.example.com"
  }
}

resource "aws_cognito_user" "tester" {
  user_pool_id = aws_cognito_user_pool.strict.id
  username     = "tester"
  password     = var.password
}

resource "aws_cognito_user" "first" {
  user_pool_id       = aws_cognito_user_pool.strict.id
  username           = "first"
  temporary_password = "Welcome-2024"
}

variable "password" {
  type      = string
  sensitive = true
  default   = "not-in-hcl"
}
