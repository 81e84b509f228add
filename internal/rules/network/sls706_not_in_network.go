package network

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// notInNetwork finds functions that run outside of the account's own networks.
func notInNetwork() rule.Rule {
	return rule.Rule{
		ID: "SLS706", Name: "not-in-network",
		Severity: rule.Low, Profile: rule.Strict,
		Title: "The function runs outside of your network",
		Why: "From there it reaches every address on the internet, and no security group, flow log or firewall of yours sees " +
			"it. Whoever takes over the function sends out what it can read, unseen.",
		Remedy: map[model.Cloud]string{
			model.AWS: "vpc_config {\n  subnet_ids         = [aws_subnet.private_a.id, aws_subnet.private_b.id]\n" +
				"  security_group_ids = [aws_security_group.function.id]\n}",
			model.Azure:  "virtual_network_subnet_id = azurerm_subnet.functions.id",
			model.Google: "vpc_access {\n  network_interfaces {\n    subnetwork = google_compute_subnetwork.apps.id\n  }\n}",
		},
		Unknown: "The network configuration comes from a value that the plan does not know.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
			"https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html",
			"https://learn.microsoft.com/azure/app-service/overview-vnet-integration",
			"https://cloud.google.com/run/docs/configuring/vpc-direct-vpc",
			"https://cloud.google.com/vpc/docs/configure-serverless-vpc-access",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3"}, CWE: []int{923},
			FSBP: []string{"Lambda.3"}, NIST: []string{"AC-4", "SC-7", "SC-7(20)"},
		},
		Covers: []string{"checkov:CKV_AWS_117", "fsbp:Lambda.3", "checkov:CKV_AZURE_107"},
		Check:  rule.Join(rule.ForEach(model.Functions, checkNetwork), rule.ForEach(model.APIServices, checkGatewayNetwork)),
	}
}

func checkGatewayNetwork(g *model.APIService, r *rule.Reporter) {
	r.FailIf(g.InNetwork.Not(), g.NetworkPlace, "%s %q stands outside of your network: what it passes requests on to has to answer the internet.",
		rule.Capital(g.Of), g.Label()).
		Remedy("virtual_network_type = \"External\"\nvirtual_network_configuration {\n  subnet_id = azurerm_subnet.gateway.id\n}")
}

func checkNetwork(f *model.Function, r *rule.Reporter) {
	if f.Outside {
		return
	}
	r.FailIf(f.InNetwork.Not(), f.NetworkPlace, "Function %q runs outside of your network, with a way to the whole internet.", f.Label()).
		Remedy(connectorOf(f))
}

// connectorOf is the way into a network of a function whose type does not have the usual one; "" for the rule's own.
func connectorOf(f *model.Function) string {
	switch {
	case strings.HasPrefix(f.Type, "google_cloudfunctions"):
		return "vpc_connector = google_vpc_access_connector.apps.id"
	case f.Type == "azurerm_function_app" || f.Type == "azurerm_function_app_slot":
		return "resource \"azurerm_app_service_virtual_network_swift_connection\" \"orders\" {\n  app_service_id = azurerm_function_app.orders.id\n" +
			"  subnet_id      = azurerm_subnet.functions.id\n}"
	case f.Type == "google_cloud_run_service":
		return `"run.googleapis.com/network-interfaces" = jsonencode([{ subnetwork = google_compute_subnetwork.apps.name }])`
	default:
		return ""
	}
}
