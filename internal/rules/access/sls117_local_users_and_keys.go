package access

import (
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// localUsersAndKeys finds accounts and namespaces that let in whoever has a key, next to the identities that the cloud
// knows.
func localUsersAndKeys() rule.Rule {
	return rule.Rule{
		ID: "SLS117", Name: "local-users-and-keys",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Whoever has a key is let in, without an identity",
		Why: "A shared key opens everything, to anyone, until it is changed. It can't be narrowed to a queue or a container, no log " +
			"tells who used it, and one copy in a pipeline or a laptop is enough. Identities need no key and can be taken away one by one.",
		Remedy: map[model.Cloud]string{
			model.Azure: "local_auth_enabled = false # of event hubs and databases: local_authentication_enabled",
			model.Google: "# drop google_storage_hmac_key: clients of the JSON API act as the service account, without a key\n" +
				"service_account_email = google_service_account.orders.email",
		},
		Impossible: map[model.Cloud]string{
			model.AWS: "Queues, topics, tables and buckets of AWS know no keys of their own: every request is signed by an IAM identity, whose " +
				"own access keys SLS113 judges.",
		},
		Unknown: "The switch comes from a value that the plan does not know.",
		References: []string{
			"https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent",
			"https://learn.microsoft.com/azure/service-bus-messaging/disable-local-authentication",
			"https://cloud.google.com/storage/docs/authentication/hmackeys",
		},
		Mappings: rule.Mappings{OWASP: []string{"A2:2017", "A6:2017"}, CSA: []string{"SAS-2", "SAS-7"}, CWE: []int{287, 522}, NIST: []string{"IA-2", "IA-5"}},
		Covers: []string{
			"checkov:CKV2_AZURE_40", "checkov:CKV_AZURE_140", "checkov:CKV_AZURE_184", "checkov:CKV_AZURE_192", "checkov:CKV_AZURE_195",
			"checkov:CKV_AZURE_203", "kics:45f3e879",
		},
		Check: rule.Join(
			rule.ForEachIn(model.OwnChannels, checkLocalAuth),
			rule.ForEach(model.Identities, checkHMACKeys),
		),
	}
}

// checkLocalAuth judges what carries the switch: the namespace or account, not what stands in it. A storage account that no
// function of the plan uses may serve clients that know nothing else.
func checkLocalAuth(c *model.Channel, s *model.System, r *rule.Reporter) {
	if !c.Managed || c.LocalAuth.Place.Address() == "" || c.LocalAuth.Place.Address() != c.Address {
		return
	}
	v := r.FailIf(model.IsTrue(c.LocalAuth), c.LocalAuth.Place, "Whoever has a key of %s %q can use it; no log tells who.", c.Noun(), c.Label())
	v.RemedyOn(model.Azure, rule.Set(c.LocalAuth.Place, strconv.FormatBool(strings.HasSuffix(c.LocalAuth.Place.Attribute(), "_disabled"))))
	if c.Kind != model.StorageAccount {
		return
	}
	if !usesAccount(s, c) {
		v.In(rule.Strict)
	}
}

// usesAccount tells whether a function of the plan keeps its code in an account, reads events of it or names it in a
// setting.
func usesAccount(s *model.System, account *model.Channel) bool {
	return model.Memo(s, accountsInUse)[account.Address]
}

type usedAccounts map[string]bool

// accountsInUse gives the addresses of what functions that could do without keys name, and of the accounts around it.
func accountsInUse(s *model.System) usedAccounts {
	used := usedAccounts{}
	for _, f := range s.Functions {
		if f.Cloud == model.Azure && model.Never(f.Identity.IsSet()) {
			continue // it has nothing but the key: that is SLS110's
		}
		for _, v := range f.Variables {
			for _, from := range v.From {
				used[from.Place.Address()] = true
			}
		}
		for _, c := range f.Code.To {
			used.add(c)
		}
		for _, t := range f.Triggers {
			for _, c := range t.Source.To {
				used.add(c)
			}
		}
	}
	return used
}

func (u usedAccounts) add(c *model.Channel) {
	u[c.Address] = true
	for _, in := range c.In.To {
		u[in.Address] = true
	}
}

// checkHMACKeys finds keys with which anyone acts as a function's account, from outside.
func checkHMACKeys(id *model.Identity, r *rule.Reporter) {
	if len(id.Functions()) == 0 {
		return
	}
	r.Pass()
	for _, c := range id.Credentials {
		if c.Kind == model.HMACKey {
			hopUsers(r.FailIf(c.Certain, c.Place, "Whoever has a key of %s can read and write as %s.", named(id), usersOf(id)), id)
		}
	}
}
