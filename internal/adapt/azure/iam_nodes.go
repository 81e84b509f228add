package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	rbac "github.com/slsguard/terraform-provider-slsguard/internal/iam/azure"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// Types of Azure's resource providers that several Terraform types stand for.
const (
	armSite     = "Microsoft.Web/sites"
	armSlot     = "Microsoft.Web/sites/slots"
	armAccount  = "Microsoft.Storage/storageAccounts"
	armBus      = "Microsoft.ServiceBus/namespaces"
	armHub      = "Microsoft.EventHub/namespaces"
	armVault    = "Microsoft.KeyVault/vaults"
	armCosmos   = "Microsoft.DocumentDB/databaseAccounts"
	armIdentity = "Microsoft.ManagedIdentity/userAssignedIdentities"
)

// armType gives the type that Azure knows a resource of a Terraform type by; the Terraform type itself for one that no
// permission is asked about. Source: https://learn.microsoft.com/azure/templates/.
func (b *builder) armType(typ string) string {
	if known := b.iam.types[typ]; known != "" {
		return known
	}
	return typ
}

func armTypes() map[string]string {
	return map[string]string{
		"azurerm_function_app": armSite, "azurerm_linux_function_app": armSite, "azurerm_windows_function_app": armSite,
		"azurerm_function_app_flex_consumption": armSite, "azurerm_logic_app_standard": armSite, "azurerm_app_service": armSite,
		"azurerm_linux_web_app": armSite, "azurerm_windows_web_app": armSite,
		"azurerm_function_app_slot": armSlot, "azurerm_linux_function_app_slot": armSlot, "azurerm_windows_function_app_slot": armSlot,
		"azurerm_app_service_slot": armSlot, "azurerm_linux_web_app_slot": armSlot, "azurerm_windows_web_app_slot": armSlot,
		"azurerm_logic_app_workflow": "Microsoft.Logic/workflows",

		"azurerm_storage_account":                   armAccount,
		"azurerm_storage_container":                 armAccount + "/blobServices/containers",
		"azurerm_storage_data_lake_gen2_filesystem": armAccount + "/blobServices/containers",

		"azurerm_storage_queue": armAccount + "/queueServices/queues",
		"azurerm_storage_table": armAccount + "/tableServices/tables",
		"azurerm_storage_share": armAccount + "/fileServices/shares",

		"azurerm_servicebus_namespace":    armBus,
		"azurerm_servicebus_queue":        armBus + "/queues",
		"azurerm_servicebus_topic":        armBus + "/topics",
		"azurerm_servicebus_subscription": armBus + "/topics/subscriptions",
		"azurerm_eventhub_namespace":      armHub,
		"azurerm_eventhub":                armHub + "/eventhubs",
		"azurerm_eventgrid_topic":         "Microsoft.EventGrid/topics",
		"azurerm_eventgrid_domain":        "Microsoft.EventGrid/domains",
		"azurerm_eventgrid_domain_topic":  "Microsoft.EventGrid/domains/topics",
		"azurerm_eventgrid_namespace":     "Microsoft.EventGrid/namespaces",

		"azurerm_eventgrid_namespace_topic":   "Microsoft.EventGrid/namespaces/topics",
		"azurerm_eventgrid_system_topic":      "Microsoft.EventGrid/systemTopics",
		"azurerm_eventgrid_partner_namespace": "Microsoft.EventGrid/partnerNamespaces",
		"azurerm_iothub":                      "Microsoft.Devices/IotHubs",

		"azurerm_key_vault": armVault, "azurerm_key_vault_secret": armVault + "/secrets", "azurerm_key_vault_key": armVault + "/keys",
		"azurerm_key_vault_certificate": armVault + "/certificates",
		"azurerm_app_configuration":     "Microsoft.AppConfiguration/configurationStores",
		"azurerm_cosmosdb_account":      armCosmos,
		"azurerm_cosmosdb_sql_database": armCosmos + "/sqlDatabases", "azurerm_cosmosdb_sql_container": armCosmos + "/sqlDatabases/containers",
		"azurerm_cosmosdb_table": armCosmos + "/tables", "azurerm_cosmosdb_mongo_database": armCosmos + "/mongodbDatabases",
		"azurerm_cosmosdb_mongo_collection": armCosmos + "/mongodbDatabases/collections",

		"azurerm_container_registry":      "Microsoft.ContainerRegistry/registries",
		"azurerm_user_assigned_identity":  armIdentity,
		"azurerm_log_analytics_workspace": "Microsoft.OperationalInsights/workspaces",
		"azurerm_application_insights":    "Microsoft.Insights/components",
		"azurerm_api_management":          "Microsoft.ApiManagement/service",
	}
}

// parents are the attributes by which resources name what they stand in, nearest first.
func parents() []string {
	return []string{
		"storage_account_id", "storage_account_name", "topic_id", "namespace_id", "namespace_name", "domain_id", "domain_name",
		"key_vault_id", "container_name", "database_name", "account_name", "function_app_id", "app_service_id", "logic_app_id",
		"function_app_name", "app_service_name",
	}
}

// node gives what stands for a resource in scopes.
func (b *builder) node(r *plan.Resource) rbac.Node {
	if r.Type == "azurerm_resource_group" {
		return rbac.Node{Level: rbac.ResourceGroup, Keys: groupKeys(b.resource(r))}
	}
	n := rbac.Node{Type: b.armType(r.Type), Keys: []string{r.Address}}
	if id := r.Attr("id").Text(); strings.HasPrefix(id, "/") {
		n.Keys = append(n.Keys, strings.ToLower(id))
	}
	if name := r.Attr("name").Text(); name != "" {
		n.Keys = append(n.Keys, nameKey(n.Type, name))
	}
	return n
}

// nameKey stands for a resource by its type and name.
func nameKey(typ, name string) string { return strings.ToLower("name " + typ + " " + name) }

func groupKey(name string) string { return "group " + strings.ToLower(name) }

func groupKeys(r resource) []string {
	keys := []string{r.Address}
	if name := r.Attr("name").Text(); name != "" {
		keys = append(keys, groupKey(name))
	}
	return keys
}

// chain gives the way from a resource up to its resource group.
func (b *builder) chain(r *plan.Resource) []rbac.Node {
	if nodes, ok := b.iam.nodes[r]; ok {
		return nodes
	}
	b.iam.nodes[r] = nil // should a resource stand in itself
	nodes := append([]rbac.Node{b.node(r)}, b.around(r)...)
	b.iam.nodes[r] = nodes
	return nodes
}

// around gives what a resource stands in: what it names, with what that stands in, or its resource group.
func (b *builder) around(r *plan.Resource) []rbac.Node {
	if part := strings.Count(b.armType(r.Type), "/") > 1; !part && !r.Attr("resource_group_name").IsAbsent() {
		return []rbac.Node{b.group(b.resource(r))}
	}
	for _, path := range parents() {
		if r.Attr(path).IsAbsent() {
			continue
		}
		for _, o := range b.Plan.Resolve(r, path).Origins {
			if o.Resource != r && strings.HasPrefix(b.armType(r.Type), b.armType(o.Resource.Type)+"/") {
				return b.chain(o.Resource)
			}
		}
		group := rbac.Node{Level: rbac.ResourceGroup, Why: "the resource group of " + r.Address + " is not in the plan"}
		return []rbac.Node{b.parentByText(r, path), group}
	}
	return nil
}

// parentByText is something that a resource stands in and that the plan does not declare.
func (b *builder) parentByText(r *plan.Resource, path string) rbac.Node {
	typ := b.armType(r.Type)
	n := rbac.Node{Type: typ[:max(strings.LastIndexByte(typ, '/'), 0)]}
	if i := strings.Index(n.Type, "Services"); strings.HasPrefix(n.Type, armAccount+"/") && i > 0 {
		n.Type = armAccount
	}
	text, ok := b.resource(r).Str(path).Get()
	switch {
	case !ok:
		n.Why = r.Address + "." + path + " is known only after apply"
	case strings.HasPrefix(text, "/"):
		n.Keys = []string{strings.ToLower(text), nameKey(n.Type, text[strings.LastIndexByte(text, '/')+1:])}
	default:
		n.Keys = []string{nameKey(n.Type, text)}
	}
	return n
}

// group gives the resource group that a resource names.
func (b *builder) group(r resource) rbac.Node {
	n := rbac.Node{Level: rbac.ResourceGroup}
	name := r.Str("resource_group_name")
	if text, ok := name.Get(); ok {
		n.Keys = append(n.Keys, groupKey(text))
	}
	groups := 0
	for _, o := range b.Plan.Resolve(r.Resource, "resource_group_name").Origins {
		switch {
		case o.Resource.Type == "azurerm_resource_group":
			n.Keys = append(n.Keys, groupKeys(b.resource(o.Resource))...)
			groups++
		case !o.ByValue && !name.IsKnown():
			// The group of another resource, by its resource_group_name.
			for _, other := range b.chain(o.Resource) {
				if other.Level == rbac.ResourceGroup {
					n.Keys = append(n.Keys, other.Keys...)
					groups++
				}
			}
		}
	}
	n.Keys = distinct(n.Keys)
	if !name.IsKnown() && groups != 1 {
		n.Why = base.Either(name.Why(), "the resource group of "+r.Address+" is known only after apply")
	}
	return n
}

// target describes an object to the evaluator.
func (b *builder) target(o model.Object) rbac.Target {
	h := o.Base()
	var t rbac.Target
	r, ok := b.Plan.Resource(h.Address)
	if !ok {
		return t
	}
	t.Chain = b.chain(r)
	if r.Type == "azurerm_storage_container" {
		t.Container = r.Attr("name").Text()
	}
	if parts := strings.Split(r.Attr("id").Text(), "/"); len(parts) > 2 && parts[1] == "subscriptions" {
		t.Subscription = strings.ToLower(parts[2])
	}
	return t
}
