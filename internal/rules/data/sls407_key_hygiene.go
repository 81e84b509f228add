package data

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// keyHygiene finds encryption keys that anyone may use, that are never rotated, or that are gone too soon.
func keyHygiene() rule.Rule {
	return rule.Rule{
		ID: "SLS407", Name: "key-hygiene",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "An encryption key is open, never rotated, or deleted too fast",
		Why: "A key is worth as much as the limits on its use: a policy for everyone lets strangers decrypt, a key that never changes " +
			"protects ever more data, and one that is deleted within days takes all of that data with it before anybody notices.",
		Remedy: map[model.Cloud]string{
			model.AWS: "enable_key_rotation = true",
		},
		Unknown: "The key's policy or settings are built from values that are known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
			"https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
			"https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017", "A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{320, 732}, FSBP: []string{"KMS.4", "KMS.5"},
			NIST: []string{"SC-12", "AC-3"},
		},
		Covers: []string{
			"checkov:CKV_AWS_7", "trivy:AWS-0065", "kics:22fbfeac", "fsbp:KMS.4", "fsbp:KMS.5",
		},
		Check: rule.ForEach(model.Keys, checkKey),
	}
}

func checkKey(k *model.Key, r *rule.Reporter) {
	const enough = 14 // days: the time that it takes to notice, over a holiday
	checkOpenKey(k, r)
	r.FailIf(model.IsFalse(k.Rotated).And(k.CanRotate), k.Rotated.Place, "Key %q is never rotated.", k.Label())
	r.FailIf(k.Window.Match(func(days int) bool { return days < enough }), k.Window.Place,
		"Key %q, and with it all that it encrypts, can be lost within %d days.", k.Label(), window(k)).
		As(rule.Low).Remedy("deletion_window_in_days = 30")
}

func checkOpenKey(k *model.Key, r *rule.Reporter) {
	for _, g := range k.Grants {
		// A condition such as kms:ViaService says through which service, not for whom.
		open := g.Principal.Is(model.Anyone, model.AnyAccount).And(g.Pinned().Not(), g.Certain)
		hopKeyUsers(r.FailIf(open, g.Place, "Anyone with an AWS account can use key %q.", k.Label()).As(rule.High).
			Remedy(namedPrincipals), k)
	}
	if k.PolicyWhy != "" {
		r.FailIf(model.Undecided(k.PolicyWhy), k.At("policy"), "The policy of key %q may let anyone use it.", k.Label()).As(rule.High).Remedy(namedPrincipals)
	}
}

// hopKeyUsers adds what the key protects, at most a few.
func hopKeyUsers(v *rule.Verdict, k *model.Key) {
	const shown = 3
	for i, o := range k.UsedBy {
		if i == shown {
			return
		}
		v.Hop(o.Base().Place(), "%q is encrypted with it", o.Base().Label())
	}
}

func window(k *model.Key) int {
	days, _ := k.Window.Get()
	return days
}
