package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// readSecretVersion adapts data.aws_secretsmanager_secret_version. Once it is read, version_id stands there in any
// case; only one that the configuration gives pins it. The stage is AWSCURRENT unless given.
func readSecretVersion(r resource) {
	s := addSecretRead(r)
	if declared, ok := r.Declared("version_id"); ok && declared {
		s.Version = r.Str("version_id")
	}
	if model.Never(s.Version.IsSet()) {
		s.Stage = r.Str("version_stage").Or("AWSCURRENT")
	}
}

// readParameter adapts data.aws_ssm_parameter, whose name may have a version or label behind it: /db/password:3.
func readParameter(r resource) {
	makeDataParameter(r)
	name := r.Str("name")
	if text, ok := name.Get(); ok && !strings.HasPrefix(text, "arn:") {
		if _, version, pinned := strings.Cut(text, ":"); pinned {
			addSecretRead(r).Version = model.Known(version, name.Place)
		}
	}
}

// addSecretRead adds the read, which is the plan's own although the secret need not be.
func addSecretRead(r resource) *model.SecretRead {
	s := &model.SecretRead{
		Head: r.unnamed(), Version: model.NotSet[string](r.Place("version_id")), Stage: model.NotSet[string](r.Place("version_stage")),
	}
	s.Managed = true
	r.b.Sys.SecretReads = append(r.b.Sys.SecretReads, s)
	return s
}
