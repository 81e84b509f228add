package network

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// publicNetworkPath finds functions that requests of every network reach.
func publicNetworkPath() rule.Rule {
	return rule.Rule{
		ID: "SLS701", Name: "public-network-path",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "Requests of every network reach the function",
		Why: "An address that the whole internet can reach is scanned within minutes. Then one forgotten key, one flaw in the login or in " +
			"the host itself is enough; with rules about networks in front, an attacker has to be inside of one of them first.",
		Remedy: map[model.Cloud]string{
			model.Azure: "public_network_access_enabled = false # and a private endpoint, or ip_restriction blocks with\n" +
				"# ip_restriction_default_action = \"Deny\"",
			model.Google: `ingress = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"`,
		},
		Impossible: map[model.Cloud]string{
			model.AWS: "Lambda has no addresses in a network: function URLs and APIs are judged by who may use them (SLS101, SLS201, SLS216).",
		},
		Unknown: "The switch for the public network, or a rule about networks, comes from a value that the plan does not know.",
		References: []string{
			"https://learn.microsoft.com/azure/azure-functions/functions-networking-options",
			"https://learn.microsoft.com/azure/app-service/app-service-ip-restrictions",
			"https://cloud.google.com/run/docs/securing/ingress",
			"https://cloud.google.com/functions/docs/networking/network-settings",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017", "A6:2017"}, CSA: []string{"SAS-2", "SAS-3"}, CWE: []int{284, 668}, NIST: []string{"AC-4", "SC-7"},
		},
		Covers: []string{
			"checkov:CKV_AZURE_174", "checkov:CKV_AZURE_221", "checkov:CKV_AZURE_222",
			"checkov:CKV_GCP_124",
		},
		Check: rule.Join(
			rule.ForEach(model.Functions, checkPublicPath),
			rule.ForEach(plainSites, checkPublicSite),
			rule.ForEach(model.APIServices, checkPublicGateway),
		),
	}
}

// plainSites gives the sites of plain web applications.
func plainSites(s *model.System) []*model.Site {
	var plain []*model.Site
	for _, site := range s.Sites {
		if site.Function == nil && site.Kind != model.StaticApp {
			plain = append(plain, site)
		}
	}
	return plain
}

func checkPublicPath(f *model.Function, r *rule.Reporter) {
	if f.Outside || f.Site == nil && forEverybody(f) {
		return
	}
	open, at, remedy := f.OpenNetwork, f.OpenNetworkPlace, ingressRemedy(f)
	if f.Site != nil {
		open, at, remedy = f.Site.Doors.Open, f.Site.Doors.OpenPlace, doorRemedy(f.Site)
	}
	if onlyEvents(f) {
		v := r.FailIf(open, at, "Function %q is there for events only, but requests of the whole internet reach it.", f.Label()).Remedy(remedy)
		if f.Site == nil {
			v.As(rule.High) // the address is the function's own, and not its host's
		}
		return
	}
	v := r.FailIf(open, at, "Requests of the whole internet reach function %q: no rule about networks keeps them out.", f.Label()).Remedy(remedy)
	if f.Site == nil || model.Certainly(f.Site.Login.Required) {
		v.As(rule.Low) // they get no further than the login, or the check of who may invoke it
	}
	if f.Site != nil && !model.Certainly(f.Site.Doors.Restricted) {
		// An app that takes requests may be there for everybody: whether it asks who they are, SLS101 and SLS202 tell. Rules
		// that keep nobody out are meant otherwise.
		v.In(rule.Strict)
	}
}

// onlyEvents tells whether the plan shows what starts a function, and nothing of that is a request.
func onlyEvents(f *model.Function) bool {
	for _, t := range f.Triggers {
		if f.Site == nil && t.Address == f.Address {
			return true // it was made for the events that it is declared with, though it has an address, too
		}
	}
	return len(f.Triggers) > 0 && len(f.Endpoints) == 0
}

// forEverybody tells functions that the plan lets everyone run, or puts behind a gateway that comes from the internet: those
// who call them need the way. Whether they should is asked by other rules.
func forEverybody(f *model.Function) bool {
	for _, g := range f.Grants {
		if g.Can(model.Invoke) && !model.Never(g.Principal.Is(model.Anyone, model.AnyAccount).And(g.Certain)) {
			return true
		}
	}
	for _, e := range f.Endpoints {
		if e.Kind != model.FunctionURL || !model.Never(model.Equals(e.Auth, model.NoAuth)) {
			return true
		}
	}
	return false
}

// checkPublicSite judges plain web applications, most of which are there for everybody.
func checkPublicSite(s *model.Site, r *rule.Reporter) {
	r.FailIf(s.Doors.Open, s.Doors.OpenPlace, "Requests of the whole internet reach %s %q.", s.Kind, s.Label()).
		As(rule.Low).In(rule.Strict).Remedy(doorRemedy(s))
}

// checkPublicGateway judges what stands in front of APIs: most of it is there for everybody.
func checkPublicGateway(g *model.APIService, r *rule.Reporter) {
	r.FailIf(g.Open, g.OpenPlace, "Requests of the whole internet reach %s %q.", g.Of, g.Label()).
		As(rule.Low).In(rule.Strict).Remedy("public_network_access_enabled = false # and a private endpoint")
}

// doorRemedy is what to write where an app has rules already, but they keep nobody out, or where its type has no switch.
func doorRemedy(s *model.Site) string {
	if model.Certainly(s.Doors.Restricted) {
		return "site_config {\n  ip_restriction_default_action = \"Deny\"\n}"
	}
	switch at := s.Doors.OpenPlace; at.Attribute() {
	case "public_network_access":
		return rule.Set(at, `"Disabled"`) + " # and a private endpoint"
	case "site_config.0.ip_restriction":
		return "site_config {\n  ip_restriction {\n    ip_address = \"203.0.113.0/24\" # the office\n  }\n}"
	default:
		return "" // the rule's own
	}
}

// ingressRemedy is what keeps the internet from a function of Google Cloud; "" for others.
func ingressRemedy(f *model.Function) string {
	switch f.Type {
	case "google_cloudfunctions_function", "google_cloudfunctions2_function":
		return `ingress_settings = "ALLOW_INTERNAL_ONLY"`
	case "google_cloud_run_service":
		return `"run.googleapis.com/ingress" = "internal"`
	case "google_cloud_run_v2_service":
		return `ingress = "INGRESS_TRAFFIC_INTERNAL_ONLY"`
	default:
		return ""
	}
}
