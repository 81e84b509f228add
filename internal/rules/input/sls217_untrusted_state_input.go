package input

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// untrustedStateInput finds workflows in which the event says which resource is used.
func untrustedStateInput() rule.Rule {
	return rule.Rule{
		ID: "SLS217", Name: "untrusted-state-input",
		Severity: rule.Medium, Profile: rule.Strict,
		Title: "The event decides which resource the workflow uses",
		Why: "A workflow acts with a role of its own. When the name of a bucket, table or function comes from the event, " +
			"whoever can send one points the workflow at anything that the role can reach, and lets it read or write there " +
			"in their place.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `Parameters = { Bucket = aws_s3_bucket.orders.bucket, "Key.$" = "$.detail.object.key" }`,
			model.Google: "url: ${\"https://orders.example.com/\" + args.id} # the host stands in the source, not in the input",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "An action of a logic app reaches only what its connection opens, which stands in the definition and not in the event.",
		},
		Unknown: "The definition comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html",
			"https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
			"https://cloud.google.com/workflows/docs/reference/syntax/runtime-arguments",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A1:2017"}, CSA: []string{"SAS-1", "SAS-9"}, CWE: []int{74, 441, 610}, NIST: []string{"SI-10"},
		},
		Check: rule.ForEach(model.Workloads, checkUntrustedInput),
	}
}

func checkUntrustedInput(w *model.Workload, r *rule.Reporter) {
	r.Pass()
	for _, field := range w.Untrusted {
		r.FailIf(model.True(), field.Place,
			"Whoever sends the event chooses the %s that %s %q uses: it is read from %s.", field.Use, w.Noun(), w.Label(), field.Path)
	}
	if w.UntrustedWhy != "" {
		r.FailIf(model.Undecided(w.UntrustedWhy), w.Place(),
			"The definition of %s %q may take names of resources from the event.", w.Noun(), w.Label())
	}
}
