package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// makeCodeSigning adapts aws_lambda_code_signing_config. Code with an untrusted signature is deployed with a warning
// unless the policy says Enforce (Lambda API reference, CodeSigningPolicies: UntrustedArtifactOnDeployment).
func makeCodeSigning(r resource) {
	const policy = "policies.0.untrusted_artifact_on_deployment"
	c := &model.CodeSigning{
		Head:     r.headNamed("description"),
		Enforced: model.Map(inBlock(r, "policies", r.str(policy)).Or("Warn"), func(s string) bool { return s == "Enforce" }),
	}
	r.b.sys.CodeSigning = append(r.b.sys.CodeSigning, c)
	r.b.declare(r, c)
}

func linkCodeSigning(r resource) {
	if c, ok := object[*model.CodeSigning](r); ok {
		c.Publishers = linksTo[*model.SigningProfile](r, "allowed_publishers.0.signing_profile_version_arns")
	}
}

func linkSigning(r resource, f *model.Function) {
	f.Signing = linkTo[*model.CodeSigning](r, "code_signing_config_arn")
}

func makeSigningProfile(r resource) {
	p := &model.SigningProfile{Head: r.head()}
	r.b.sys.SigningProfiles = append(r.b.sys.SigningProfiles, p)
	r.b.declare(r, p)
}

// signingPermission adapts aws_signer_signing_profile_permission: another account that may sign with the profile.
func signingPermission() adapter {
	grant := func(r resource, certain model.Truth) *model.Grant {
		g := layerGrant(r)
		g.Abilities, g.Certain = []model.Ability{model.UseKey}, certain
		return g
	}
	return setting[*model.SigningProfile]{
		path: "profile_name", all: func(sys *model.System) []*model.SigningProfile { return sys.SigningProfiles },
		set: func(r resource, p *model.SigningProfile) { p.Grants = append(p.Grants, grant(r, model.True())) },
		may: func(r resource, p *model.SigningProfile, why string) {
			p.Grants = append(p.Grants, grant(r, model.Undecided(why)))
		},
	}.adapter()
}
