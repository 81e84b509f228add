package google

import "github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"

// Contents lists the attributes of the google and google-beta providers that hold a secret.
func Contents() base.Contents { return base.Contents{} }
