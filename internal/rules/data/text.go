package data

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/secret"
)

// namedPrincipals is the remedy for policies that are open to everyone.
const namedPrincipals = "principals {\n  type        = \"AWS\"\n  identifiers = [aws_iam_role.orders.arn]\n}"

// namedMember is the same for bindings.
const namedMember = "member = \"serviceAccount:${google_service_account.orders.email}\""

// namingOnly gives a finding about a policy or binding that is open to everyone its remedy.
func namingOnly(v *rule.Verdict) *rule.Verdict {
	return v.RemedyOn(model.AWS, namedPrincipals).RemedyOn(model.Google, namedMember)
}

// strangers begins a sentence with those whom a grant lets in.
func strangers(g *model.Grant, cloud model.Cloud) string {
	switch {
	case cloud != model.Google:
		return "Anyone with an AWS account"
	case g.Principal.Kind == model.AnyAccount:
		return "Anyone with a Google account"
	default:
		return "Anyone"
	}
}

// kindWords names what was found; before anything was, it can be any secret.
func kindWords(f secret.Found) string {
	if f.Kind == "" {
		return "a secret"
	}
	if strings.ContainsRune("AEIOaeio", rune(f.Kind[0])) {
		return "an " + f.Kind
	}
	return "a " + f.Kind
}

// hashWords tells secrets apart without showing them.
func hashWords(f secret.Found) string {
	if f.Hash == "" {
		return ""
	}
	return " in clear text (SHA-256 " + f.Hash + "…)"
}

func nameWords(name string) string {
	if name == "" {
		return ""
	}
	return " " + name
}
