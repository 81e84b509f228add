// Package access holds the rules about who may use functions, and what functions may do (1xx).
package access

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
		publicInvocation(),
		foreignAccountInvocation(),
		unpinnedServicePrincipal(),
		wildcardSource(),
		adminIdentity(),
		wildcardActions(),
		wildcardResources(),
		privilegeEscalation(),
		sharedIdentity(),
		defaultIdentity(),
		looseRoleTrust(),
		invertedPolicy(),
		longLivedCredentials(),
		buildAsRuntime(),
		crossFunctionCodeUpdate(),
		permissionBoundaryMissing(),
		localUsersAndKeys(),
		orgWideChannel(),
		conflictingBindings(),
	}
}
