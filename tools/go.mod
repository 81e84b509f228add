module github.com/slsguard/terraform-provider-slsguard/tools

go 1.26.0
