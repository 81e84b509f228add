// Package integrity holds the rules about what code functions run, and who may change it (3xx).
package integrity

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
		unsupportedRuntime(),
		runtimeSupportEndsSoon(),
		mutableImage(),
		unsignedCode(),
		unpinnedCode(),
		writableCodeStore(),
		foreignLayer(),
		mutableRegistry(),
		remoteDebugging(),
		deploymentCredentials(),
		runtimeUpdatesOff(),
		unpublishedVersionInvoked(),
		writableSharedFilesystem(),
		oldTLS(),
		clientCertificatesOptional(),
		noHTTP2(),
		plainFTP(),
	}
}
