// Package network holds the rules about private networks and what can be reached through them (7xx).
package network

import (
	"embed"
	"io/fs"

	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

//go:embed testdata
var examples embed.FS

// Examples gives the examples of this group's rules: slsNNN/CLOUD/{fail,pass,unknown}-NAME/main.tf.
func Examples() fs.FS {
	sub, err := fs.Sub(examples, "testdata")
	if err != nil {
		return examples // cannot happen: the name is valid and embedded
	}
	return sub
}

// Rules lists the group's rules, ordered by id.
func Rules() []rule.Rule {
	return []rule.Rule{
		publicNetworkPath(),
		openEgress(),
		publicSubnet(),
		openIngressGroup(),
		singleZone(),
		notInNetwork(),
		exposedBackingStore(),
		adminEndpoint(),
	}
}
