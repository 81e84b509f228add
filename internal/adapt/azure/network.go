package azure

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// networkTypes lists virtual networks. Functions send through a subnet, but nothing comes in by it: what a network
// security group says of incoming traffic is not about them.
func networkTypes() types {
	return types{
		"azurerm_subnet":                                                  {Make: makeSubnet},
		"data.azurerm_subnet":                                             {Make: makeSubnet},
		"azurerm_virtual_network":                                         nothing(),
		"data.azurerm_virtual_network":                                    nothing(),
		"azurerm_network_security_group":                                  nothing(),
		"azurerm_network_security_rule":                                   nothing(),
		"azurerm_nat_gateway":                                             nothing(),
		"azurerm_private_endpoint":                                        nothing(),
		"azurerm_private_dns_zone":                                        nothing(),
		"azurerm_route_table":                                             nothing(),
		"azurerm_subnet_service_endpoint_storage_policy":                  nothing(),
		"azurerm_subnet_network_security_group_association":               nothing(),
		"azurerm_subnet_nat_gateway_association":                          nothing(),
		"azurerm_subnet_route_table_association":                          nothing(),
		"azurerm_private_dns_zone_virtual_network_link":                   nothing(),
		"azurerm_private_endpoint_application_security_group_association": nothing(),
	}
}

// makeSubnet adapts azurerm_subnet. No subnet has an address on the internet by itself; it spans all zones of its region.
func makeSubnet(r resource) {
	s := &model.Subnet{Head: r.Head(), Zone: model.NotSet[string](r.Place(""))}
	r.b.Sys.Subnets = append(r.b.Sys.Subnets, s)
	r.b.Declare(r, s)
}
