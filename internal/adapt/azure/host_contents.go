package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// hostContents lists the secrets of App Service hosts, and what azurerm marks as sensitive that is none.
func hostContents() base.Contents {
	all := base.Contents{
		"azurerm_function_app_host_keys": {
			"default_function_key": model.Password, "master_key": model.Password, "primary_key": model.Password,
			"event_grid_extension_config_key": model.Password, "event_grid_extension_key": model.Password,
			"signalr_extension_key": model.Password, "durabletask_extension_key": model.Password, "webpubsub_extension_key": model.Password,
			"blobs_extension_key": model.Password,
		},
		"azurerm_static_web_app": {"api_key": model.Password},
		"azurerm_static_site":    {"api_key": model.Password},
	}
	for _, typ := range []string{
		"azurerm_linux_function_app", "azurerm_windows_function_app", "azurerm_linux_function_app_slot", "azurerm_windows_function_app_slot",
		"azurerm_function_app", "azurerm_function_app_slot", "azurerm_function_app_flex_consumption", "azurerm_linux_web_app",
		"azurerm_windows_web_app", "azurerm_linux_web_app_slot", "azurerm_windows_web_app_slot", "azurerm_app_service", "azurerm_app_service_slot",
	} {
		// The verification id of a domain stands in the public DNS.
		all[typ] = map[string]model.Content{"site_credential": model.Password, "custom_domain_verification_id": model.Harmless}
	}
	return all
}
