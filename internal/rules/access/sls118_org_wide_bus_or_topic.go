package access

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// orgWideChannel finds channels of privileged functions that a whole organisation may write to.
func orgWideChannel() rule.Rule {
	return rule.Rule{
		ID: "SLS118", Name: "org-wide-bus-or-topic",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Every account of the organisation can send events to a privileged function",
		Why: "A large organisation has sandbox and test accounts that many people control. One of them is enough to send a " +
			"forged event to a function that can do more than they are allowed to.",
		Remedy: map[model.Cloud]string{
			model.AWS:    "condition {\n  test     = \"StringEquals\"\n  variable = \"aws:PrincipalAccount\"\n  values   = [\"111122223333\"]\n}",
			model.Google: "member = \"serviceAccount:${google_service_account.sender.email}\" # instead of domain:example.com",
		},
		Impossible: map[model.Cloud]string{
			model.Azure: "Queues, topics and namespaces of Azure admit single identities or the holders of a key; none can be opened to a whole organisation.",
		},
		Unknown: "The policy of the channel or of the function's role is not fully known.",
		References: []string{
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid",
			"https://cloud.google.com/iam/docs/principal-identifiers",
		},
		Mappings: rule.Mappings{OWASP: []string{"A1:2017", "A5:2017"}, CSA: []string{"SAS-1", "SAS-4"}, CWE: []int{863}, NIST: []string{"AC-3"}},
		Check:    rule.ForEach(model.Channels, checkOrgWide),
	}
}

func checkOrgWide(c *model.Channel, r *rule.Reporter) {
	for _, g := range c.Grants {
		if !g.Can(model.Publish) || g.LimitedBy(model.Organisation) == model.False() {
			continue
		}
		narrower := g.LimitedBy(model.SourceResource, model.SourceAccount, model.CallerAccount, model.CallerIdentity, model.Network)
		wide := g.Principal.Is(model.Anyone, model.AnyAccount).And(g.LimitedBy(model.Organisation), narrower.Not(), g.Certain)
		for _, t := range c.Feeds {
			for _, f := range t.Function.To {
				checkFed(c, g, wide, t, f, r)
			}
		}
	}
}

// checkFed judges one function that a channel feeds, if it is one worth attacking.
func checkFed(c *model.Channel, g *model.Grant, wide model.Truth, t *model.Trigger, f *model.Function, r *rule.Reporter) {
	r.Pass()
	for _, id := range f.Identity.To {
		p, privileged := privilege(id)
		switch {
		case privileged:
			r.FailIf(wide.And(p.Certain), g.Place, "%s can send events through %s %q to function %q, which %s.",
				orgWords(g), c.Kind, c.Label(), f.Label(), powerWords(p.Kind)).
				Hop(t.Place(), "%s %q feeds function %q", c.Kind, c.Label(), f.Label()).
				Hop(p.Place, "%s", p.Note)
			return
		case id.Incomplete != "":
			r.FailIf(wide.And(model.Undecided(id.Incomplete)), g.Place,
				"%s can send events through %s %q to function %q: cannot tell all that it may do.",
				orgWords(g), c.Kind, c.Label(), f.Label()).
				Hop(t.Place(), "%s %q feeds function %q", c.Kind, c.Label(), f.Label())
			return
		}
	}
}

// orgWords names those whom a grant for an organisation lets in, at the start of a sentence.
func orgWords(g *model.Grant) string {
	if domain, ok := strings.CutPrefix(g.Principal.Text, "domain:"); ok {
		return "Everybody with an account of domain " + domain
	}
	return "Every account of the organisation"
}

// privilege gives a power that makes a function worth attacking: a certain one before one that may be.
func privilege(id *model.Identity) (*model.Power, bool) {
	var found *model.Power
	for _, p := range id.Powers {
		if powerWords(p.Kind) != "" && !p.Limited && !p.Narrow && (found == nil || p.Certain == model.True() && found.Certain != model.True()) {
			found = p
		}
	}
	return found, found != nil
}

func powerWords(k model.PowerKind) string {
	switch k {
	case model.Admin:
		return "is an administrator"
	case model.Escalation, model.ImpersonateOther:
		return "can gain more permissions"
	case model.BroadSecrets:
		return "reads every secret"
	case model.WholeService:
		return "may do everything in a service"
	case model.AnyResource, model.ChangeCode, model.InvertedGrant, model.TamperWithLogs:
		return ""
	}
	return ""
}
