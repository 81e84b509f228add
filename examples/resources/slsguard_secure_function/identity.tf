import {
  to = slsguard_secure_function.orders
  identity = {
    arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders"
  }
}
