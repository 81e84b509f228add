// Package self holds the rules by which the checker tells the limits of its own verdict (0xx).
package self

import (
	"embed"
	"io/fs"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
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
		expiredException(),
		unusedException(),
		unsupportedType(),
		partialPlan(),
	}
}

// everywhere is a remedy that does not depend on the cloud.
func everywhere(remedy string) map[model.Cloud]string {
	all := map[model.Cloud]string{}
	for _, c := range model.Clouds() {
		all[c] = remedy
	}
	return all
}
