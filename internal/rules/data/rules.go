// Package data holds the rules about encryption, secrets and data stores (4xx).
package data

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
		literalSecret(),
		secretByValue(),
		environmentNotCMK(),
		unencryptedChannel(),
		channelNotCMK(),
		insecureTransportAllowed(),
		keyHygiene(),
		secretHygiene(),
		unpinnedSecretVersion(),
		broadSecretAccess(),
		publicDataStore(),
		secretInState(),
		dataTraces(),
		weakBackup(),
		purgeableVault(),
		secretWithoutContentType(),
		vaultAccessPolicies(),
		singleEncryption(),
		objectACLs(),
	}
}
