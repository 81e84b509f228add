package azure

import (
	"strings"

	rbac "github.com/slsguard/terraform-provider-slsguard/internal/iam/azure"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// abilities say by which operations an ability on a type of resource is had: any of them will do.
type abilities map[model.Ability][]rbac.Question

// on makes questions about operations on the things of a type. Those that begin with "+" are data actions; a leading "/"
// stands for the type.
func on(typ string, names ...string) []rbac.Question {
	out := make([]rbac.Question, 0, len(names))
	for _, name := range names {
		name, data := strings.CutPrefix(name, "+")
		if strings.HasPrefix(name, "/") {
			name = typ + name
		}
		out = append(out, rbac.Question{Operation: rbac.Operation{Name: name, Data: data}, On: typ})
	}
	return out
}

// join adds up questions.
func join(lists ...[]rbac.Question) []rbac.Question {
	var out []rbac.Question
	for _, list := range lists {
		out = append(out, list...)
	}
	return out
}

// operationTables lists the operations by Azure's types. Keys, which control actions hand out, give all that data actions
// do. Source: https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations.
func operationTables() map[string]abilities {
	tables := map[string]abilities{
		armSite:                     siteAbilities(armSite),
		armSlot:                     siteAbilities(armSlot),
		"Microsoft.Logic/workflows": workflowAbilities(),
		armIdentity: {
			model.Assume: on(armIdentity, "/assign/action", "/*/assign/action", "/federatedIdentityCredentials/write"),
			model.Manage: on(armIdentity, "/write"),
		},
		"Microsoft.OperationalInsights/workspaces": logAbilities("Microsoft.OperationalInsights/workspaces"),
		"Microsoft.Insights/components":            logAbilities("Microsoft.Insights/components"),
	}
	for _, more := range []map[string]abilities{storageTables(), messagingTables(), storeTables()} {
		for typ, table := range more {
			tables[typ] = table
		}
	}
	return tables
}

// siteAbilities: whoever may list an app's keys may invoke it, and whoever may change its settings its code.
func siteAbilities(typ string) abilities {
	var code []string
	for _, op := range rbac.CodeUpdates() {
		code = append(code, strings.TrimPrefix(op.Name, armSite))
	}
	return abilities{
		model.Invoke:     on(typ, "/functions/listkeys/action", "/host/listkeys/action"),
		model.UpdateCode: on(typ, code...),
		model.Manage:     on(typ, "/write", "/config/write"),
		model.Delete:     on(typ, "/delete"),
	}
}

func workflowAbilities() abilities {
	const typ = "Microsoft.Logic/workflows"
	return abilities{
		model.Invoke:     on(typ, "/triggers/run/action", "/triggers/listCallbackUrl/action", "/run/action"),
		model.UpdateCode: on(typ, "/write"),
		model.Manage:     on(typ, "/write"),
		model.Delete:     on(typ, "/delete"),
	}
}

func logAbilities(typ string) abilities {
	return abilities{
		model.Read:   on(typ, "/query/read", "/search/action"),
		model.Delete: on(typ, "/delete", "/purge/action", "/tables/delete"),
		model.Manage: on(typ, "/write", "/delete"),
	}
}

// storageTables are the storage account and what stands in it.
func storageTables() map[string]abilities {
	keys := on(armAccount, "/listKeys/action")
	manage := on(armAccount, "/write")
	tables := map[string]abilities{}
	account := abilities{model.Publish: keys, model.Read: keys, model.Delete: keys, model.Manage: manage}
	for _, part := range []struct{ name, items, data string }{
		{"/blobServices/containers", "/blobs", "/add/action"},
		{"/queueServices/queues", "/messages", "/add/action"},
		{"/tableServices/tables", "/entities", "/add/action"},
		{"/fileServices/shares", "/files", "/write"},
	} {
		typ := armAccount + part.name
		items := strings.Replace(part.name, "/shares", "/fileshares", 1) + part.items
		write := func(on func(string, ...string) []rbac.Question, of string) []rbac.Question {
			return on(of, "+"+armAccount+items+"/write", "+"+armAccount+items+part.data)
		}
		read := func(of string) []rbac.Question {
			return on(of, "+"+armAccount+items+"/read", "+"+armAccount+items+"/process/action")
		}
		remove := func(of string) []rbac.Question { return on(of, "+"+armAccount+items+"/delete") }
		tables[typ] = abilities{
			model.Publish: join(write(on, typ), keys), model.Read: join(read(typ), keys), model.Delete: join(remove(typ), keys),
			model.Manage: join(on(typ, "/write"), manage),
		}
		account[model.Publish] = join(account[model.Publish], write(on, armAccount))
		account[model.Read] = join(account[model.Read], read(armAccount))
		account[model.Delete] = join(account[model.Delete], remove(armAccount))
	}
	tables[armAccount] = account
	return tables
}

// messagingTables are Service Bus, Event Hubs and Event Grid.
func messagingTables() map[string]abilities {
	tables := map[string]abilities{}
	for namespace, parts := range map[string][]string{
		armBus: {"", "/queues", "/topics", "/topics/subscriptions"}, armHub: {"", "/eventhubs"},
	} {
		keys := on(namespace, "/authorizationRules/listKeys/action")
		for _, part := range parts {
			typ := namespace + part
			own := on(typ, "/authorizationRules/listKeys/action")
			tables[typ] = abilities{
				model.Publish: join(on(typ, "+"+namespace+"/messages/send/action"), own, keys),
				model.Read:    join(on(typ, "+"+namespace+"/messages/receive/action"), own, keys),
				model.Delete:  on(typ, "/delete"),
				model.Manage:  on(typ, "/write"),
			}
		}
	}
	// Only Azure itself, and devices with a key, put events into these.
	tables["Microsoft.EventGrid/systemTopics"] = abilities{model.Manage: on("Microsoft.EventGrid/systemTopics", "/write")}
	tables["Microsoft.Devices/IotHubs"] = abilities{
		model.Publish: on("Microsoft.Devices/IotHubs", "/listkeys/action"), model.Manage: on("Microsoft.Devices/IotHubs", "/write"),
	}
	for typ, holder := range map[string]string{
		"Microsoft.EventGrid/topics":            "Microsoft.EventGrid/topics",
		"Microsoft.EventGrid/domains":           "Microsoft.EventGrid/domains",
		"Microsoft.EventGrid/domains/topics":    "Microsoft.EventGrid/domains",
		"Microsoft.EventGrid/namespaces":        "Microsoft.EventGrid/namespaces",
		"Microsoft.EventGrid/namespaces/topics": "Microsoft.EventGrid/namespaces",
		"Microsoft.EventGrid/partnerNamespaces": "Microsoft.EventGrid/partnerNamespaces",
	} {
		tables[typ] = abilities{
			model.Publish: join(on(typ, "+Microsoft.EventGrid/events/send/action"), on(holder, "/listKeys/action")),
			model.Delete:  on(typ, "/delete"),
			model.Manage:  on(typ, "/write"),
		}
	}
	return tables
}

// storeTables are databases, configuration, registries and vaults.
func storeTables() map[string]abilities {
	const config, registry = "Microsoft.AppConfiguration/configurationStores", "Microsoft.ContainerRegistry/registries"
	tables := map[string]abilities{
		config: {
			model.Read:    join(on(config, "+/keyValues/read"), on(config, "/ListKeys/action")),
			model.Publish: join(on(config, "+/keyValues/write"), on(config, "/ListKeys/action")),
			model.Manage:  on(config, "/write"),
		},
		registry: {
			model.Publish: on(registry, "/push/write", "/listCredentials/action", "+/repositories/content/write"),
			model.Read:    on(registry, "/pull/read", "/listCredentials/action", "+/repositories/content/read"),
			model.Manage:  on(registry, "/write"),
		},
		armVault + "/secrets": {
			model.Read:    on(armVault+"/secrets", "+/getSecret/action"),
			model.Publish: on(armVault+"/secrets", "+/setSecret/action"),
			model.Delete:  on(armVault+"/secrets", "+/delete"), model.Manage: on(armVault, "/write", "/accessPolicies/write"),
		},
		armVault + "/keys": {
			model.UseKey: on(armVault+"/keys",
				"+/decrypt/action", "+/encrypt/action", "+/unwrap/action", "+/wrap/action", "+/sign/action"),
			model.Delete: on(armVault+"/keys", "+/delete"), model.Manage: on(armVault, "/write", "/accessPolicies/write"),
		},
	}
	keys := on(armCosmos, "/listKeys/action", "/listConnectionStrings/action")
	items := armCosmos + "/sqlDatabases/containers/items"
	for _, part := range []string{
		"", "/sqlDatabases", "/sqlDatabases/containers", "/tables", "/mongodbDatabases", "/mongodbDatabases/collections",
	} {
		typ := armCosmos + part
		tables[typ] = abilities{
			model.Publish: join(on(typ, "+"+items+"/create", "+"+items+"/upsert", "+"+items+"/replace"), keys),
			model.Read:    join(on(typ, "+"+items+"/read"), keys, on(armCosmos, "/readonlykeys/action")),
			model.Delete:  join(on(typ, "+"+items+"/delete"), keys),
			model.Manage:  on(armCosmos, "/write"),
		}
	}
	return tables
}
