terraform import slsguard_secure_function.orders arn:aws:lambda:eu-central-1:123456789012:function:orders
