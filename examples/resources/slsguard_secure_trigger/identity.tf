import {
  to = slsguard_secure_trigger.orders
  identity = {
    arn = "arn:aws:lambda:eu-central-1:123456789012:event-source-mapping:5f6e0f6c-1a2b-4c3d-8e9f-001122334455"
  }
}
