package data

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/secret"
)

// secretInState finds secrets that Terraform prints or keeps in its state.
func secretInState() rule.Rule {
	return rule.Rule{
		ID: "SLS412", Name: "secret-in-output-or-state",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "A secret is printed by Terraform or kept in its state",
		Why: "Outputs that are not sensitive stand in every pipeline log, and a value that is handed to the store through Terraform " +
			"stands in the state as clear text. Who may read either needs no permission on the store.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "secret_string_wo         = ephemeral.random_password.db.result # write-only: never in the state\nsecret_string_wo_version = 1",
			model.Azure:  "value_wo         = var.db_password # an ephemeral variable: never in the state\nvalue_wo_version = 1",
			model.Google: "secret_data_wo         = var.db_password # an ephemeral variable: never in the state\nsecret_data_wo_version = 1",
		},
		Unknown: "The value is known only after apply, and the plan does not tell what it is read from.",
		References: []string{
			"https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
			"https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
			"https://cloud.google.com/secret-manager/docs/best-practices",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-7"}, CWE: []int{312, 532}, NIST: []string{"IA-5(7)", "SC-28"},
		},
		Secret: true,
		Check: rule.Join(
			rule.ForEach(model.Outputs, checkOutput),
			rule.ForEach(model.Secrets, checkStoredLiterals),
		),
	}
}

func checkOutput(o *model.Output, r *rule.Reporter) {
	if len(o.From) == 0 {
		return
	}
	r.Pass()
	if p, ok := secretSource(o.From); ok {
		r.FailIf(model.Of(!o.Sensitive), o.At("sensitive"), "Terraform prints %s in output %q.", p.Note, strings.TrimPrefix(o.Label(), "output.")).
			Remedy("sensitive = true").Hop(p.Place, "%s is a %s", p.Note, p.Holds)
	}
}

// secretSource gives the first secret that a value is read from. What Terraform itself marks as sensitive, it
// refuses to print unless the output is marked, too.
func secretSource(from []model.Provenance) (model.Provenance, bool) {
	for _, p := range from {
		switch p.Holds {
		case model.AccessKey:
			if p.Place.Attribute() != "id" { // the key's id is as public as a user name
				return p, true
			}
		case model.SecretValue, model.Password, model.PrivateKey:
			return p, true
		case model.Harmless, model.Unclassified:
		}
	}
	return model.Provenance{}, false
}

func checkStoredLiterals(s *model.Secret, r *rule.Reporter) {
	for _, l := range s.Literals {
		if isTrue(model.IsTrue(s.Plain)) {
			continue // kept in clear text on purpose: a setting, or SLS408's matter
		}
		r.Pass()
		if p, ok := secretSource(l.From); ok {
			r.FailIf(model.True(), l.Value.Place, "The value of %s %q passes through Terraform and stands in the state.", s.Kind, s.Label()).
				As(rule.Low).In(rule.Strict).Hop(p.Place, "%s is a %s", p.Note, p.Holds)
			continue
		}
		v := r.FailIf(writtenDown(l), l.Value.Place, "The value of %s %q stands in the configuration or a variable, and in the state.", s.Kind, s.Label())
		if s.Kind == model.Parameter {
			v.Remedy("value_wo         = var.db_password # an ephemeral variable: never in the state\nvalue_wo_version = 1")
		}
	}
}

// writtenDown tells whether a value is more than a placeholder for one that is set elsewhere.
func writtenDown(l model.SecretLiteral) model.Truth {
	if len(l.From) > 0 {
		return model.False() // made of names and addresses of other resources
	}
	return l.Value.Match(func(text string) bool { return !secret.Placeholder(text) && text != "{}" })
}

func isTrue(t model.Truth) bool { return t == model.True() }
