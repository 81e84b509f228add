package integrity

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// unsignedCode finds functions that take code from whoever may deploy it.
func unsignedCode() rule.Rule {
	return rule.Rule{
		ID: "SLS304", Name: "unsigned-code",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "Nobody checks who signed the function's code",
		Why: "With a stolen deployment credential, or a way into the bucket that holds the package, an attacker deploys code of their " +
			"own. A signature that is checked at deployment stops code that did not come out of your pipeline.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "code_signing_config_arn = aws_lambda_code_signing_config.orders.arn",
			model.Google: "binary_authorization {\n  use_default = true\n}",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "Azure Functions checks no signatures of what is deployed to it, so that there is nothing to switch on.",
		},
		Unknown: "The code signing configuration comes from a value that is known only after apply, and that may be null.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html",
			"https://cloud.google.com/binary-authorization/docs/run/overview",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3", "SAS-6"}, CWE: []int{345, 494}, NIST: []string{"CM-14", "SI-7"},
		},
		Covers: []string{"checkov:CKV_AWS_272"},
		Check: rule.Join(
			rule.ForEach(functions, checkSigned),
			rule.ForEach(signings, checkSigning),
		),
	}
}

func signings(s *model.System) []*model.CodeSigning { return s.CodeSigning }

// checkSigned asks functions of zip packages on AWS: images are signed, and checked, there by other means. On Google Cloud
// everything runs as an image, and one policy is for all.
func checkSigned(f *model.Function, r *rule.Reporter) {
	unsigned := f.Signed.IsSet().Not()
	if f.Cloud != model.Google {
		unsigned = unsigned.And(f.Image.IsSet().Not())
	}
	v := r.FailIf(unsigned, f.Signed.Place, "Function %q takes code that nobody signed.", f.Label())
	switch f.Type {
	case "google_cloudfunctions2_function":
		v.Remedy(`binary_authorization_policy = "projects/shop/platforms/cloudRun/policies/signed"`)
	case "google_cloud_run_service":
		v.Remedy(`"run.googleapis.com/binary-authorization" = "default" # among metadata.annotations`)
	case "google_cloudfunctions_function":
		v.Remedy("# deploy it as google_cloudfunctions2_function, which can ask for signatures")
	}
}

func checkSigning(c *model.CodeSigning, r *rule.Reporter) {
	r.FailIf(model.IsFalse(c.Enforced), c.Enforced.Place, "Code signing configuration %q lets unsigned code in, with no more than a warning.", c.Label()).
		As(rule.Medium).In(rule.Recommended).Remedy("policies {\n  untrusted_artifact_on_deployment = \"Enforce\"\n}")
}
