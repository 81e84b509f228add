package input

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// shortestPassword is the least number of characters that NIST SP 800-63B allows, and Cognito's default.
const shortestPassword = 8

// guestIdentities finds credentials that anyone gets, and user directories that anyone gets into.
func guestIdentities() rule.Rule {
	return rule.Rule{
		ID: "SLS215", Name: "guest-identities",
		Severity: rule.High, Profile: rule.Recommended,
		Title: "Strangers get credentials",
		Why: "An identity pool with guest access hands cloud credentials to everyone who knows its id, which stands in every " +
			"client. With them an attacker calls the cloud's own interfaces as the guest role: no application code is in " +
			"between that could refuse.",
		Remedy: map[model.Cloud]string{
			model.AWS: `allow_unauthenticated_identities = false`,
		},
		Impossible: map[model.Cloud]string{
			model.Azure:  "Azure hands no credentials of a managed identity to the users of an application, with or without a login.",
			model.Google: "Google Cloud has no pool that hands credentials of service accounts to users who have not logged in.",
		},
		Unknown: "Whether guests are allowed, or the user pool's settings, come from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html",
			"https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html",
			"https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-policies.html",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017", "A5:2017"}, CSA: []string{"SAS-2", "SAS-4"}, CWE: []int{287, 308, 521},
			FSBP: []string{"Cognito.2", "Cognito.5"}, NIST: []string{"AC-3", "IA-2", "IA-2(1)"},
		},
		Covers: []string{"checkov:CKV_AWS_366", "kics:ec28bf61", "fsbp:Cognito.2", "fsbp:Cognito.5"},
		Check: rule.Join(
			rule.ForEachIn(model.GuestPools, checkGuests),
			rule.ForEach(model.UserPools, checkUserPool),
		),
	}
}

func checkGuests(p *model.GuestPool, s *model.System, r *rule.Reporter) {
	v := r.FailIf(model.IsTrue(p.Guests), p.Guests.Place, "Anyone gets credentials of identity pool %q without a login.", p.Label())
	for _, l := range p.GuestIdentity {
		for _, id := range l.To {
			if power, found := guestPower(id, s); found {
				v.Hop(l.Place, "guests act as role %q", id.Label()).Hop(power.Place, "which allows %s", power.Note)
				return
			}
		}
	}
	if harmless(p) {
		v.As(rule.Low).In(rule.Strict)
	} else {
		v.As(rule.Medium)
	}
}

// guestPower finds something of the plan that a guest role may certainly use.
func guestPower(id *model.Identity, s *model.System) (model.Answer, bool) {
	for _, f := range s.Functions {
		if a := id.May(model.Invoke, f); model.Certainly(a.Allowed) {
			return a, true
		}
	}
	for _, api := range s.APIs {
		if a := id.May(model.Invoke, api); model.Certainly(a.Allowed) {
			return a, true
		}
	}
	for _, c := range s.Channels {
		for _, ability := range []model.Ability{model.Publish, model.Read} {
			if a := id.May(ability, c); model.Certainly(a.Allowed) {
				return a, true
			}
		}
	}
	return model.Answer{}, false
}

// harmless tells whether all that guests may do is known (and nothing of the plan is in it).
func harmless(p *model.GuestPool) bool {
	for _, l := range p.GuestIdentity {
		if id, ok := l.One(); !ok || id.Incomplete != "" {
			return false
		}
	}
	return len(p.GuestIdentity) > 0
}

func checkUserPool(p *model.UserPool, r *rule.Reporter) {
	if len(p.Guards) > 0 {
		r.FailIf(model.IsTrue(p.SelfSignUp), p.SelfSignUp.Place,
			"Anyone can sign up to user pool %q and then call %q.", p.Label(), p.Guards[0].Label()).
			As(rule.Low).
			Remedy("admin_create_user_config { allow_admin_create_user_only = true } # if only people you know should get in").
			Hop(p.Guards[0].Place(), "users of the pool may call it")
	}
	r.FailIf(p.PasswordLength.Match(func(n int) bool { return n < shortestPassword }), p.PasswordLength.Place,
		"Passwords of user pool %q may be shorter than %d characters.", p.Label(), shortestPassword).
		As(rule.Low).Remedy("password_policy { minimum_length = 12 }")
	r.FailIf(model.IsFalse(p.MultiFactor), p.MultiFactor.Place,
		"A stolen password is enough to be any user of pool %q: no second factor is asked for.", p.Label()).
		As(rule.Low).Remedy(`mfa_configuration = "ON" # with software_token_mfa_configuration { enabled = true }`)
}
