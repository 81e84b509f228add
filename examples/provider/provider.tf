terraform {
  required_providers {
    slsguard = {
      source  = "slsguard/slsguard"
      version = "~> 0.1"
    }
  }
}

provider "slsguard" {
  aws {
    region = "eu-central-1"

    default_tags {
      tags = {
        project = "shop"
      }
    }
  }
}
