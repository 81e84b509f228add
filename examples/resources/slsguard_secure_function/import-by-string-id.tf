import {
  to = slsguard_secure_function.orders
  id = "arn:aws:lambda:eu-central-1:123456789012:function:orders"
}
