package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	rbac "github.com/slsguard/terraform-provider-slsguard/internal/iam/azure"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// iamTypes are identities, what gives them permissions, and what permissions can be given on as a whole.
func iamTypes() types {
	t := types{
		"azurerm_user_assigned_identity":      {Make: declareIdentity(model.ManagedIdentity)},
		"data.azurerm_user_assigned_identity": {Make: declareIdentity(model.ManagedIdentity)},
		"azuread_service_principal":           {Make: declareIdentity(model.ServiceAccount)},
		"data.azuread_service_principal":      {Make: declareIdentity(model.ServiceAccount)},
		"azuread_group":                       {Make: declareIdentity(model.Group), Link: groupMembers},
		"data.azuread_group":                  {Make: declareIdentity(model.Group)},
		"azuread_group_member":                {Link: groupMember},
		"azuread_application":                 {},
		"azuread_application_registration":    {},

		"azurerm_role_definition":              {Make: declareRole},
		"azurerm_role_assignment":              {Link: roleAssignment("principal_id")},
		"azurerm_pim_active_role_assignment":   {Link: roleAssignment("principal_id")},
		"azurerm_cosmosdb_sql_role_assignment": {Link: cosmosAssignment},
		"azurerm_key_vault_access_policy":      {Link: accessPolicy},

		"azurerm_federated_identity_credential":                      {Link: federated("parent_id", "user_assigned_identity_id")},
		"azuread_application_federated_identity_credential":          {Link: federated("application_id", "application_object_id")},
		"azuread_application_flexible_federated_identity_credential": {Link: federated("application_id")},

		"azuread_directory_role_assignment": {Link: directoryRole},
		"azuread_app_role_assignment":       {Link: appRole},
	}
	for _, name := range []string{
		"data.azurerm_role_definition", "azurerm_cosmosdb_sql_role_definition",
		"data.azurerm_cosmosdb_sql_role_definition",
		"azurerm_resource_group", "data.azurerm_resource_group",
		"azurerm_subscription", "data.azurerm_subscription", "data.azurerm_subscriptions",
		"azurerm_management_group", "data.azurerm_management_group", "azurerm_management_group_subscription_association",
		"data.azurerm_client_config", "data.azuread_client_config",
		"azuread_application_password", "azuread_service_principal_password", "azuread_application_certificate",
		"azuread_directory_role", "data.azuread_application", "data.azuread_application_published_app_ids",
		// Only people and groups of them can be made eligible: an app could not ask for the activation.
		"azurerm_pim_eligible_role_assignment",
	} {
		t[name] = nothing()
	}
	return base.Join(t, buildTypes())
}

// iamWork is what is collected of identities in one run.
type iamWork struct {
	systems map[*plan.Resource]*model.Identity // system-assigned identities, by the resource that has one
	holders map[*model.Identity]*holder
	roles   map[*plan.Resource]*rbac.Role
	nodes   map[*plan.Resource][]rbac.Node
	reach   *reach
	tables  map[string]abilities
	types   map[string]string // armTypes
}

func newIAMWork() iamWork {
	return iamWork{
		systems: map[*plan.Resource]*model.Identity{}, holders: map[*model.Identity]*holder{},
		roles: map[*plan.Resource]*rbac.Role{},
		nodes: map[*plan.Resource][]rbac.Node{}, tables: operationTables(), types: armTypes(),
	}
}

// holder is what the plan gives to one identity.
type holder struct {
	assignments []*rbac.Assignment
	policies    []*rbac.Assignment // access policies of key vaults, in the same terms
	directory   []*model.Power     // roles in the directory
	groups      []*model.Identity
	reasons     []string // why it may have more
}

func (h *holder) addAssignment(a *rbac.Assignment) { h.assignments = append(h.assignments, a) }

func (h *holder) addPolicy(a *rbac.Assignment) { h.policies = append(h.policies, a) }

func (b *builder) holder(id *model.Identity) *holder {
	h, ok := b.iam.holders[id]
	if !ok {
		h = &holder{}
		b.iam.holders[id] = h
	}
	return h
}
