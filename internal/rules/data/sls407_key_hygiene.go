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
			model.Azure: "rotation_policy {\n  expire_after         = \"P180D\"\n  notify_before_expiry = \"P30D\"\n" +
				"  automatic {\n    time_before_expiry = \"P30D\"\n  }\n}",
			model.Google: "rotation_period = \"7776000s\" # 90 days",
		},
		Unknown: "The key's policy or settings are built from values that are known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
			"https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
			"https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
			"https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation",
			"https://cloud.google.com/kms/docs/key-rotation",
			"https://cloud.google.com/kms/docs/destroy-restore",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017", "A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{320, 732}, FSBP: []string{"KMS.4", "KMS.5"},
			NIST: []string{"SC-12", "AC-3"},
		},
		Covers: []string{
			"checkov:CKV_AWS_7", "trivy:AWS-0065", "kics:22fbfeac", "fsbp:KMS.4", "fsbp:KMS.5",
			"checkov:CKV_AZURE_40", "trivy:AZU-0014",
			"kics:4d080822",
			"checkov:CKV_GCP_43", "checkov:CKV_GCP_112", "checkov:CKV2_GCP_6", "checkov:CKV2_GCP_8", "trivy:GCP-0065",
			"kics:16cc87d1", "kics:d8c57c4e",
		},
		Check: rule.ForEach(model.Keys, checkKey),
	}
}

// enoughDays is the time that it takes to notice that a key is gone, over a holiday.
const enoughDays = 14

func checkKey(k *model.Key, r *rule.Reporter) {
	checkOpenKey(k, r)
	if k.EndsPlace.Address() != "" {
		checkEnd(k, r)
		return
	}
	r.FailIf(model.IsFalse(k.Rotated).And(k.CanRotate), k.Rotated.Place, "Key %q is never rotated.", k.Label())
	r.FailIf(k.Window.Match(func(days int) bool { return days < enoughDays }), k.Window.Place,
		"Key %q, and with it all that it encrypts, can be lost within %d days.", k.Label(), daysOf(k.Window)).
		As(rule.Low).RemedyOn(model.AWS, "deletion_window_in_days = 30").RemedyOn(model.Google, "destroy_scheduled_duration = \"2592000s\" # 30 days")
	checkPeriod(k, r)
}

// checkPeriod asks how often a key is rotated where that can be chosen: once a year is the least, once in 90 days what the
// CIS benchmark for Google Cloud asks for.
func checkPeriod(k *model.Key, r *rule.Reporter) {
	const quarter, year = 90, 366
	v := r.FailIf(k.Period.Match(func(days int) bool { return days > quarter }).And(k.CanRotate), k.Period.Place,
		"Key %q is rotated only every %d days.", k.Label(), daysOf(k.Period))
	if model.Never(k.Period.Match(func(days int) bool { return days > year })) {
		v.As(rule.Low).In(rule.Strict)
	}
}

// checkEnd judges keys of a service that rotates them by a policy, or has them rotated by their end.
func checkEnd(k *model.Key, r *rule.Reporter) {
	rotated := model.IsTrue(k.Rotated)
	r.FailIf(rotated.Or(k.Ends).Not(), k.EndsPlace, "Key %q is never rotated, and never expires.", k.Label())
	r.FailIf(k.Ends.Not().And(rotated), k.EndsPlace, "Old versions of key %q never expire.", k.Label()).
		As(rule.Low).In(rule.Strict).RemedyOn(model.Azure, "expire_after = \"P180D\" # in the rotation_policy")
}

func checkOpenKey(k *model.Key, r *rule.Reporter) {
	for _, g := range k.Grants {
		// A condition such as kms:ViaService says through which service, not for whom.
		open := g.Principal.Is(model.Anyone, model.AnyAccount).And(g.Pinned().Not(), g.Certain)
		v := namingOnly(r.FailIf(open, g.Place, "%s can use %s %q.", strangers(g, k.Cloud), keyWord(k), k.Label()).As(rule.High)).ByGrant(g, "orders")
		if g.Place.Address() != k.Address && k.Cloud == model.Google {
			v.Hop(k.Place(), "it is about %s %q", keyWord(k), k.Label())
		}
		hopKeyUsers(v, k)
	}
	if k.PolicyWhy != "" {
		namingOnly(r.FailIf(model.Undecided(k.PolicyWhy), k.At("policy"), "The policy of key %q may let anyone use it.", k.Label()).As(rule.High))
	}
}

// keyWord tells keys from what only holds them.
func keyWord(k *model.Key) string {
	if k.Type == "google_kms_key_ring" {
		return "every key of ring"
	}
	return "key"
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

func daysOf(window model.Value[int]) int {
	days, _ := window.Get()
	return days
}
