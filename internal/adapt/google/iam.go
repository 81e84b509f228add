package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	googleiam "github.com/slsguard/terraform-provider-slsguard/internal/iam/google"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// iamTypes are the identities of Google Cloud and what gives them roles.
func iamTypes() types {
	all := types{
		"google_service_account":      {Make: serviceAccount},
		"data.google_service_account": {Make: foreignAccount},

		"data.google_compute_default_service_account":    {Make: defaultAccount(computeDefault)},
		"data.google_app_engine_default_service_account": {Make: defaultAccount(appEngineDefault)},

		"google_service_account_key": {Link: accountKey("service_account_id", model.AccountKey)},
		"google_storage_hmac_key":    {Link: accountKey("service_account_email", model.HMACKey)},

		"google_project_iam_custom_role":      {Make: customRole},
		"google_organization_iam_custom_role": {Make: customRole},

		"google_iam_deny_policy": {Make: denyPolicy},

		"google_org_policy_policy":                {Make: orgPolicy},
		"google_organization_policy":              {Make: oldOrgPolicy},
		"google_folder_organization_policy":       {Make: oldOrgPolicy},
		"google_project_organization_policy":      {Make: oldOrgPolicy},
		"google_project":                          {Make: project},
		"data.google_project":                     {Make: project},
		"google_iam_workload_identity_pool":       nothing(),
		"google_project_default_service_accounts": nothing(),
	}
	for _, name := range []string{
		"google_folder", "data.google_folder", "data.google_organization", "data.google_client_config", "data.google_iam_policy",
		"data.google_iam_role", "google_project_service", "google_project_service_identity", "google_project_iam_member_remove",
		"google_iam_workload_identity_pool_provider", "data.google_service_account_key",
		"data.google_service_account_access_token",
		"data.google_service_account_id_token", "data.google_storage_project_service_account",
		"data.google_bigquery_default_service_account", "data.google_projects", "data.google_client_openid_userinfo",
		"google_iam_access_boundary_policy", "google_iam_principal_access_boundary_policy",
	} {
		all[name] = nothing()
	}
	return base.Join(all, hierarchyTypes(), objectTypes())
}

// iamWork is what the adapters of identities and roles keep until all is known.
type iamWork struct {
	byEmail  map[string]*model.Identity
	defaults map[string]*model.Identity // the accounts that Google makes, by what the plan calls them
	roles    map[*plan.Resource]googleiam.Role
	byRole   map[string][]*plan.Resource // custom roles by their ids
	holders  map[*model.Identity]*googleiam.Identity
	denies   []denyRule
	limits   []orgLimit
	stated   []statement // of who may do what on what, to find those that overwrite each other
	wide     []wideGrant
	projects map[*plan.Resource]string
	only     *string // the one project of the plan; see onlyProject
	reach    *reach
	// targets are made before Evaluate is called, which may be at the same time from several sides.
	targets map[model.Object]googleiam.Target
}

func newIAMWork() iamWork {
	return iamWork{
		byEmail: map[string]*model.Identity{}, defaults: map[string]*model.Identity{},
		roles: map[*plan.Resource]googleiam.Role{}, byRole: map[string][]*plan.Resource{},
		holders: map[*model.Identity]*googleiam.Identity{}, projects: map[*plan.Resource]string{},
	}
}

// holder gives what an identity is bound to.
func (b *builder) holder(id *model.Identity) *googleiam.Identity {
	h, ok := b.iam.holders[id]
	if !ok {
		h = &googleiam.Identity{}
		b.iam.holders[id] = h
	}
	return h
}
