package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// names are the paths at which one generation of resource types has the settings of an App Service host; "" for a
// setting that it does not have.
type names struct {
	httpsOnly, enabled, publicAccess                string
	config                                          string // the block of most settings
	minTLS, deployMinTLS, http2, debugging, ftp     string
	restrictions, restrictionDefault                string
	deployRestrictions, deployDefault, deployAsMain string
	ftpPassword, deployPassword                     string
	certificates, certificateMode                   string
	cors, origins, credentials                      string
	routeAll, subnet, plan                          string
	hostVersion, appSettings, connections           string
	scaleLimit, tracingKey, tracingString           string
	fx                                              string // the runtime of Linux apps in one text
	// api is true for the names of Azure's own API, which has objects where azurerm has blocks.
	api bool
	// ftpDefault is how files can be put in where nothing is said; "" where that depends on when the app was made.
	ftpDefault string
}

// currentNames are those of azurerm_linux_* and azurerm_windows_* (azurerm 3 and later).
func currentNames() names {
	const c = "site_config.0."
	return names{ //nolint:gosec // names of settings, not credentials
		httpsOnly: "https_only", enabled: "enabled", publicAccess: "public_network_access_enabled", config: "site_config",
		minTLS: c + "minimum_tls_version", deployMinTLS: c + "scm_minimum_tls_version", http2: c + "http2_enabled",
		debugging: c + "remote_debugging_enabled", ftp: c + "ftps_state", ftpDefault: "Disabled",
		restrictions: c + "ip_restriction", restrictionDefault: c + "ip_restriction_default_action",
		deployRestrictions: c + "scm_ip_restriction", deployDefault: c + "scm_ip_restriction_default_action",
		deployAsMain: c + "scm_use_main_ip_restriction", ftpPassword: "ftp_publish_basic_authentication_enabled",
		deployPassword: "webdeploy_publish_basic_authentication_enabled", certificates: "client_certificate_enabled",
		certificateMode: "client_certificate_mode", cors: c + "cors", origins: "allowed_origins", credentials: "support_credentials",
		routeAll: c + "vnet_route_all_enabled", subnet: "virtual_network_subnet_id", plan: "service_plan_id",
		hostVersion: "functions_extension_version", appSettings: "app_settings", connections: "connection_string",
		scaleLimit: c + "app_scale_limit", tracingKey: c + "application_insights_key",
		tracingString: c + "application_insights_connection_string",
	}
}

// flexNames are those of azurerm_function_app_flex_consumption, whose plan has no FTP and no host version to choose.
func flexNames() names {
	n := currentNames()
	n.ftp, n.ftpPassword, n.hostVersion, n.scaleLimit = "", "", "", "maximum_instance_count"
	return n
}

// formerNames are those of azurerm_function_app and azurerm_app_service, which azurerm 4 no longer has. They have no
// switch for the network and the passwords, and leave FTP to the cloud, which lets everything in.
func formerNames() names {
	n := currentNames()
	n.publicAccess, n.restrictionDefault, n.deployDefault, n.deployMinTLS = "", "", "", ""
	n.ftpPassword, n.deployPassword, n.subnet, n.tracingKey, n.tracingString = "", "", "", "", ""
	n.minTLS, n.fx = "site_config.0.min_tls_version", "site_config.0.linux_fx_version"
	n.certificates, n.certificateMode, n.plan, n.hostVersion = "client_cert_enabled", "client_cert_mode", "app_service_plan_id", "version"
	n.ftpDefault = "AllAllowed"
	return n
}

// host reads the settings of an App Service host.
type host struct {
	resource
	names names
}

// at is the place of a setting, or where the app itself stands if it has none.
func (h host) at(path string) model.Place { return h.Place(path) }

// str reads a setting, absent where the type does not have it.
func (h host) str(path string) model.Value[string] { return readIn(h, path, h.Str) }

// flag reads a switch, which is also written as "Enabled" or "Disabled".
func (h host) flag(path string) model.Value[bool] {
	if text := h.Attr(path).Text(); path != "" && (text == "Enabled" || text == "Disabled") {
		return model.Known(text == "Enabled", h.Place(path))
	}
	return readIn(h, path, h.Flag)
}

// flex tells Flex Consumption, the one plan on which files can't be put in by FTP.
func (h host) flex() bool { return h.names.ftp == "" }

// in is the path of what stands in a block, of which there is one.
func (h host) in(block string) string {
	if h.names.api {
		return block + "."
	}
	return block + ".0."
}

func (h host) num(path string) model.Value[int] { return readIn(h, path, h.Num) }

// readIn reads one setting. Blocks that providers compute count as left out where the configuration has none.
func readIn[T any](h host, path string, read func(string) model.Value[T]) model.Value[T] {
	if path == "" {
		return model.NotSet[T](h.Place(""))
	}
	v := read(path)
	if inBlock(path, h.names.config) {
		return base.InBlock(h.resource, h.names.config, v)
	}
	return v
}

func inBlock(path, block string) bool {
	return len(path) > len(block) && path[:len(block)] == block && path[len(block)] == '.'
}
