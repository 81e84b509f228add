package access

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// longLivedCredentials finds functions that are handed the access key of a user.
func longLivedCredentials() rule.Rule {
	return rule.Rule{
		ID: "SLS113", Name: "long-lived-credentials",
		Severity: rule.High, Profile: rule.Essential,
		Title: "The function is handed a long-lived key",
		Why: "An access key works from anywhere until somebody revokes it. In a variable it is readable by everyone who may " +
			"look at the function's configuration, and stands in the state; the function's own identity needs no key.",
		Remedy: map[model.Cloud]string{
			model.AWS: "# drop the variable and grant the function's role what the key was for\n" +
				"role = aws_iam_role.orders.arn",
			model.Azure: "# name the account instead of handing on its key, and give the app's identity a role on it\n" +
				"app_settings = {\n  ServiceBus__fullyQualifiedNamespace = \"orders.servicebus.windows.net\"\n}",
			model.Google: "# drop the key: the function runs as its account without one\nservice_account_email = google_service_account.orders.email",
		},
		References: []string{
			"https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
			"https://learn.microsoft.com/azure/azure-functions/functions-reference#configure-an-identity-based-connection",
			"https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A2:2017", "A3:2017"}, CSA: []string{"SAS-7"}, CWE: []int{522, 798}, FSBP: []string{"IAM.3"}, NIST: []string{"IA-5"},
		},
		Check: rule.Join(
			rule.ForEach(model.Functions, checkLongLived),
			rule.ForAll(model.Identities, checkAccountKeys),
		),
	}
}

func checkLongLived(f *model.Function, r *rule.Reporter) {
	found := map[string]bool{}
	// The key's id alone is no secret, but goes with one: it is found where nothing says more of the same key.
	for _, isID := range []bool{false, true} {
		for _, v := range f.Variables {
			r.Pass()
			for _, from := range v.From {
				if from.Holds != model.AccessKey || found[from.Place.Address()] || (from.Place.Attribute() == "id") != isID {
					continue
				}
				found[from.Place.Address()] = true
				easeHostStorage(f, v, r.FailIf(model.True(), v.Value.Place, "Function %q is handed %s in %s.", f.Label(), keyWords(f), variableWords(f, v)).
					RemedyOn(model.Google, withoutKey(f)).
					Hop(from.Place, "%s is a long-lived credential", from.Note))
			}
		}
	}
}

// easeHostStorage makes less of the key with which an app on Azure reaches the storage that it needs to run: every guide
// shows it so, and for content shares nothing else works on most plans. An app without an identity is told of by SLS110.
func easeHostStorage(f *model.Function, v *model.Variable, verdict *rule.Verdict) {
	switch {
	case f.Cloud != model.Azure:
	case v.Name == "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING":
		verdict.As(rule.Low).In(rule.Strict)
	case v.Name == "AzureWebJobsStorage" && model.Never(f.Identity.IsSet()):
		verdict.As(rule.Medium).In(rule.Strict).Remedy(identityStorage(f))
	case v.Name == "AzureWebJobsStorage":
		verdict.As(rule.Medium).In(rule.Recommended).Remedy(identityStorage(f))
	}
}

// identityStorage is how an app reaches the storage that its host needs by its identity.
func identityStorage(f *model.Function) string {
	switch f.Type {
	case "azurerm_function_app_flex_consumption":
		return "storage_authentication_type = \"SystemAssignedIdentity\" # instead of storage_access_key"
	case "azurerm_function_app", "azurerm_function_app_slot", "azurerm_logic_app_standard":
		return "app_settings = {\n  AzureWebJobsStorage__accountName = azurerm_storage_account.orders.name\n}"
	default:
		return "storage_uses_managed_identity = true # instead of storage_account_access_key"
	}
}

// keyWords says what kind of key it is.
func keyWords(f *model.Function) string {
	switch f.Cloud {
	case model.Azure:
		return "an access key"
	case model.Google:
		return "a service account's key"
	default:
		return "the access key of a user"
	}
}

// withoutKey is how a service or job of Cloud Run does without a key; "" for others.
func withoutKey(f *model.Function) string {
	argument := accountOf(f)
	if argument == "" {
		return ""
	}
	return "# drop the key: the container runs as its account without one\n" + argument
}

// checkAccountKeys finds keys of the accounts that functions run as: who has one acts as the function, from anywhere.
func checkAccountKeys(id *model.Identity, r *rule.Reporter) {
	fs := id.Functions()
	if len(fs) == 0 {
		return
	}
	r.Pass()
	for _, c := range id.Credentials {
		if c.Kind != model.AccountKey {
			continue
		}
		v := r.FailIf(c.Certain, c.Place, "%s of %s has a key that works from anywhere.", rule.Capital(named(id)), usersOf(id)).
			RemedyOn(model.Google, withoutKey(fs[0]))
		hopUsers(v, id)
	}
}

func variableWords(f *model.Function, v *model.Variable) string {
	switch {
	case v.Name == "":
		return "its environment"
	case f.Cloud == model.Azure:
		return "app setting " + v.Name
	default:
		return "variable " + v.Name
	}
}
