package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeCodeSigning adapts aws_lambda_code_signing_config. Code with an untrusted signature is deployed with a warning
// unless the policy says Enforce (Lambda API reference, CodeSigningPolicies: UntrustedArtifactOnDeployment).
func makeCodeSigning(r resource) {
	const policy = "policies.0.untrusted_artifact_on_deployment"
	c := &model.CodeSigning{
		Head:     r.HeadNamed("description"),
		Enforced: model.Map(base.InBlock(r, "policies", r.Str(policy)).Or("Warn"), func(s string) bool { return s == "Enforce" }),
	}
	r.b.Sys.CodeSigning = append(r.b.Sys.CodeSigning, c)
	r.b.Declare(r, c)
}

func linkCodeSigning(r resource) {
	if c, ok := base.Own[*model.CodeSigning](r); ok {
		c.Publishers = base.Links[*model.SigningProfile](r, "allowed_publishers.0.signing_profile_version_arns")
	}
}

func linkSigning(r resource, f *model.Function) {
	f.Signing = base.Link[*model.CodeSigning](r, "code_signing_config_arn")
}

func makeSigningProfile(r resource) {
	p := &model.SigningProfile{Head: r.Head()}
	r.b.Sys.SigningProfiles = append(r.b.Sys.SigningProfiles, p)
	r.b.Declare(r, p)
}

// signingPermission adapts aws_signer_signing_profile_permission: another account that may sign with the profile.
func signingPermission() adapter {
	grant := func(r resource, certain model.Truth) *model.Grant {
		g := layerGrant(r)
		g.Abilities, g.Certain = []model.Ability{model.UseKey}, certain
		return g
	}
	return setting[*model.SigningProfile]{
		Path: "profile_name", All: func(sys *model.System) []*model.SigningProfile { return sys.SigningProfiles },
		Set: func(r resource, p *model.SigningProfile) { p.Grants = append(p.Grants, grant(r, model.True())) },
		May: func(r resource, p *model.SigningProfile, why string) {
			p.Grants = append(p.Grants, grant(r, model.Undecided(why)))
		},
	}.Adapter()
}
