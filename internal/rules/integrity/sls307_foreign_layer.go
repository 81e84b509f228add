package integrity

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/facts"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// foreignLayer finds code of others in functions, and code that is handed to everybody.
func foreignLayer() rule.Rule {
	return rule.Rule{
		ID: "SLS307", Name: "foreign-or-unpinned-layer",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "A layer comes from a stranger's account, or is open to all accounts",
		Why: "A layer runs inside the function: it sees every event and secret, and acts with the function's permissions. Code from an " +
			"account that nobody knows is code that nobody looked at; and a layer for all accounts shows yours to everybody.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "# publish what you have looked at from your own account:\nlayers = [aws_lambda_layer_version.tools.arn]",
			model.Google: "base_image = \"europe-west1-docker.pkg.dev/serverless-runtimes/google-22-full/runtimes/python313\"",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "Function apps have no layers: all of their code is in the package or the image, which SLS303 and SLS305 judge.",
		},
		Unknown: "The layer, or the account that the plan works in, is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html",
			"https://cloud.google.com/run/docs/configuring/services/runtime-base-images",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A9:2017"}, CSA: []string{"SAS-6"}, CWE: []int{829}, NIST: []string{"SA-12", "SR-3", "SI-7"},
		},
		Check: rule.Join(
			rule.ForEachIn(functions, checkLayers),
			rule.ForEach(model.Layers, checkLayerGrants),
			rule.ForEach(functions, checkBase),
		),
	}
}

func checkLayers(f *model.Function, s *model.System, r *rule.Reporter) {
	for _, l := range f.Layers {
		r.Pass()
		arn, ok := l.Text.Get()
		account := accountOf(arn)
		if !ok || account == "" || len(l.To) > 0 {
			continue // a layer of the plan, or one that it looks up: whose it is stands there
		}
		publisher, known := facts.LayerPublisher(account)
		if publisher.AWS {
			continue
		}
		foreign := s.Account.Match(func(own string) bool { return own != account })
		if known {
			r.FailIf(foreign, l.Place, "Function %q runs code of %s, from account %s.", f.Label(), publisher.Name, account).
				As(rule.Low).In(rule.Strict)
			continue
		}
		r.FailIf(foreign, l.Place, "Function %q runs a layer of account %s, which is neither its own nor a known publisher's.", f.Label(), account)
	}
}

// accountOf gives the account in the ARN of a layer version; "" in anything else.
func accountOf(arn string) string {
	parts := strings.Split(arn, ":")
	if len(parts) != 8 || parts[0] != "arn" || parts[5] != "layer" {
		return ""
	}
	return parts[4]
}

func checkLayerGrants(l *model.Layer, r *rule.Reporter) {
	for _, g := range l.Grants {
		open := g.Principal.Is(model.Anyone, model.AnyAccount).And(g.Pinned().Not(), g.Certain)
		r.FailIf(open, g.Place, "Every AWS account can download the code in layer %q and run it.", l.Label()).
			As(rule.High).Remedy("principal       = \"*\"\norganization_id = data.aws_organizations_organization.current.id")
	}
}

// checkBase asks whose image the code is put on: Google's own are those of the project serverless-runtimes (Cloud Run
// documentation, "Runtime base images").
func checkBase(f *model.Function, r *rule.Reporter) {
	foreign := f.Package.Base.Match(func(image string) bool {
		return strings.Contains(image, "/") && !strings.Contains(image, "-docker.pkg.dev/serverless-runtimes/")
	})
	r.FailIf(foreign, f.Package.Base.Place, "The code of function %q is put on an image that is not the cloud's own: it sees what the function sees.", f.Label())
}
