// A module of its own, so that AWS's service models never enter the provider's build or its go.sum.
module github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/models

go 1.26.0

require github.com/aws/aws-sdk-go v1.55.8

require github.com/jmespath/go-jmespath v0.4.0 // indirect
