terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "orders.zip"
}

resource "aws_lb" "public" {
  name    = "public"
  subnets = ["subnet-1", "subnet-2"]
}

resource "aws_alb" "inside" {
  name     = "inside"
  internal = true
  subnets  = ["subnet-1", "subnet-2"]
}

resource "aws_lb_target_group" "orders" {
  name        = "orders"
  target_type = "lambda"
}

resource "aws_lb_target_group" "servers" {
  name        = "servers"
  target_type = "instance"
  port        = 80
  protocol    = "HTTP"
  vpc_id      = "vpc-1"
}

resource "aws_lb_target_group_attachment" "orders" {
  target_group_arn = aws_lb_target_group.orders.arn
  target_id        = aws_lambda_function.orders.arn
}

resource "aws_lb_listener" "open" {
  load_balancer_arn = aws_lb.public.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }
}

resource "aws_lb_listener" "login" {
  load_balancer_arn = aws_alb.inside.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
  default_action {
    type  = "authenticate-oidc"
    order = 1
    authenticate_oidc {
      authorization_endpoint = "https://login.example.com/authorize"
      client_id              = "id"
      client_secret          = "secret"
      issuer                 = "https://login.example.com"
      token_endpoint         = "https://login.example.com/token"
      user_info_endpoint     = "https://login.example.com/user"
    }
  }
  default_action {
    type  = "forward"
    order = 2
    forward {
      target_group { arn = aws_lb_target_group.orders.arn }
    }
  }
}

resource "aws_lb_listener" "redirect" {
  load_balancer_arn = aws_lb.public.arn
  port              = 8080
  protocol          = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener_rule" "orders" {
  listener_arn = aws_lb_listener.redirect.arn
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }
  condition {
    path_pattern { values = ["/orders/*"] }
  }
}

resource "aws_lb_listener_rule" "servers" {
  listener_arn = aws_lb_listener.redirect.arn
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.servers.arn
  }
  condition {
    path_pattern { values = ["/*"] }
  }
}
