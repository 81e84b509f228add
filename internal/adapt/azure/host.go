package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// hostTypes lists App Service hosts: function apps of all generations, the web apps that share their switches, and what
// is set on them.
func hostTypes() types {
	return base.Join(functionAppTypes(), webAppTypes(), hostPartTypes(), workflowAppTypes(), apiHostTypes())
}

func functionAppTypes() types {
	current, former, flex := functionApp(currentNames()), functionApp(formerNames()), functionApp(flexNames())
	all := types{
		"azurerm_linux_function_app": current, "azurerm_linux_function_app_slot": slot(current, "function_app_id"),
		"azurerm_windows_function_app": current, "azurerm_windows_function_app_slot": slot(current, "function_app_id"),
		"azurerm_function_app": former, "azurerm_function_app_slot": slot(former, "function_app_name"),
		"azurerm_function_app_flex_consumption":  flex,
		"azurerm_function_app_function":          {Link: linkBound, Finish: finishBound},
		"azurerm_function_app_hybrid_connection": nothing(),
		"azurerm_function_app_active_slot":       nothing(), // swaps what is judged as an app and a slot
		"azurerm_function_app_connection":        nothing(),
	}
	for _, name := range []string{"azurerm_function_app", "azurerm_linux_function_app", "azurerm_windows_function_app"} {
		all["data."+name] = adapter{Make: makeDataFunctionApp}
	}
	all["data.azurerm_function_app_host_keys"] = nothing() // Contents tells what it gives
	return all
}

func webAppTypes() types {
	current, former := webApp(currentNames()), webApp(formerNames())
	all := types{
		"azurerm_linux_web_app": current, "azurerm_linux_web_app_slot": slot(current, "app_service_id"),
		"azurerm_windows_web_app": current, "azurerm_windows_web_app_slot": slot(current, "app_service_id"),
		"azurerm_app_service": former, "azurerm_app_service_slot": slot(former, "app_service_name"),
		"azurerm_static_web_app":                           {Make: makeStaticApp, Link: linkStaticApp},
		"azurerm_static_site":                              {Make: makeStaticApp, Link: linkStaticApp},
		"azurerm_static_web_app_function_app_registration": nothing(), // the function app is judged by itself
		"azurerm_static_web_app_custom_domain":             nothing(), // has TLS 1.2 at least, not to be chosen
		"azurerm_static_site_custom_domain":                nothing(),
		"azurerm_web_app_active_slot":                      nothing(),
		"azurerm_app_service_active_slot":                  nothing(),
		"azurerm_web_app_hybrid_connection":                nothing(),
		"azurerm_app_service_hybrid_connection":            nothing(),
		"azurerm_app_service_connection":                   nothing(),
		"azurerm_app_service_public_certificate":           nothing(),
		"azurerm_app_service_custom_hostname_binding":      nothing(),
		"azurerm_app_service_slot_custom_hostname_binding": nothing(),
		"azurerm_app_service_certificate_binding":          nothing(),
		"azurerm_app_service_managed_certificate":          nothing(),
		"azurerm_app_service_certificate_order":            nothing(),
		"azurerm_app_service_certificate":                  {Make: makeCertificate},
	}
	for _, name := range []string{"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"} {
		all["data."+name] = adapter{Make: makeDataWebApp}
	}
	all["data.azurerm_static_web_app"] = nothing()
	return all
}

// hostPartTypes lists what hosts stand on and what is set on them.
func hostPartTypes() types {
	plan := adapter{Make: makeHostPlan}
	return types{
		"azurerm_service_plan": plan, "azurerm_app_service_plan": plan,
		"data.azurerm_service_plan": nothing(), "data.azurerm_app_service_plan": nothing(),
		"azurerm_app_service_environment_v3":                        nothing(), // looked up by what stands in it
		"azurerm_app_service_virtual_network_swift_connection":      {Link: linkSwift("app_service_id")},
		"azurerm_app_service_slot_virtual_network_swift_connection": {Link: linkSwift("app_service_id")},
		"azurerm_app_service_source_control":                        {Make: repositoryText},
		"azurerm_app_service_source_control_slot":                   {Make: repositoryText},
		"azurerm_app_service_source_control_token":                  {Make: tokenText},
		"azurerm_source_control_token":                              {Make: tokenText},
	}
}

// functionApp is the adapter of a function app with settings of these names.
func functionApp(n names) adapter {
	return adapter{
		Make:   func(r resource) { makeFunctionApp(host{r, n}) },
		Link:   func(r resource) { linkFunctionApp(host{r, n}) },
		Finish: finishFunctionApp,
	}
}

// webApp is the adapter of a plain web application.
func webApp(n names) adapter {
	return adapter{
		Make: func(r resource) { makeWebApp(host{r, n}) },
		Link: func(r resource) { linkWebApp(host{r, n}) },
	}
}

// slot makes the adapter of a deployment slot of that of its app; parent names the attribute that leads to the app.
func slot(app adapter, parent string) adapter {
	app.Make = base.Both(app.Make, func(r resource) {
		if s := siteOf(r.b.Objects[r.Resource]); s != nil {
			s.Slot = true
		}
	})
	app.Link = base.Both(app.Link, func(r resource) {
		if s := siteOf(r.b.Objects[r.Resource]); s != nil {
			s.SlotOf = siteLink(r, parent)
		}
	})
	return app
}

// siteOf gives the site that an object is, or runs on.
func siteOf(o model.Object) *model.Site {
	switch o := o.(type) {
	case *model.Site:
		return o
	case *model.Function:
		return o.Site
	default:
		return nil
	}
}

// siteLink follows an attribute to the site of the app that it names.
func siteLink(r resource, path string) model.Link[*model.Site] {
	functions, sites := base.Link[*model.Function](r, path), base.Link[*model.Site](r, path)
	for _, f := range functions.To {
		if f.Site != nil {
			sites.To = append(sites.To, f.Site)
		}
	}
	sites.Elsewhere = sites.Elsewhere && len(sites.To) == 0
	return sites
}
