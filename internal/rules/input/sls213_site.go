package input

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// checkFrontedSite judges web hosts behind a content delivery network or gateway, whose own address answers as well.
func checkFrontedSite(s *model.Site, r *rule.Reporter) {
	r.FailIf(s.Doors.AnyFront, s.Doors.AnyFrontPlace,
		"Requests through anybody's Front Door profile reach %s %q: the rule does not say whose.", s.Kind, s.Label()).
		Remedy("headers = [{ x_azure_fdid = [azurerm_cdn_frontdoor_profile.orders.resource_guid] }]")
	if len(s.Doors.Fronts) == 0 {
		return
	}
	r.FailIf(s.Doors.Open.And(s.Login.Required.Not()), s.Doors.OpenPlace,
		"Requests to the own address of %s %q go around what stands in front of it.", s.Kind, s.Label()).
		Hop(s.Doors.Fronts[0], "this stands in front of the app")
}

// checkSlot judges deployment slots: each has an address of its own, runs with secrets much like the app's, and takes
// over none of its rules.
func checkSlot(s *model.Site, r *rule.Reporter) {
	app, ok := s.SlotOf.One()
	if !ok || !app.Managed {
		return
	}
	r.FailIf(s.Doors.Open.And(app.Doors.Open.Not()), s.Doors.OpenPlace,
		"Slot %q of %s %q answers the whole internet, and the app itself only some networks.", s.Label(), app.Kind, app.Label()).
		Hop(app.Doors.OpenPlace, "the app lets in some networks only").
		Remedy("# the same ip_restriction blocks, or public_network_access_enabled = false, as on the app")
	r.FailIf(s.Login.Required.Not().And(app.Login.Required, s.Doors.Open), s.Login.Place,
		"Slot %q of %s %q asks for no login, though the app itself does.", s.Label(), app.Kind, app.Label()).
		Hop(app.Login.Place, "the app asks for a login").
		Remedy("# the same auth_settings_v2 block as on the app")
}
