package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// throttleRoutes adds the limits that a stage of an HTTP or WebSocket API gives itself. A limit left out is none of its
// own: the account's, shared by all of its APIs, is all that is left (API Gateway developer guide, "Throttle requests").
func throttleRoutes(r resource, s *model.Stage) {
	addThrottle(r, s, "default_route_settings", "")
	n, known := r.Blocks("route_settings")
	for i := range n {
		path := "route_settings." + base.Itoa(i)
		route, ok := r.Str(path + ".route_key").Get()
		if !ok {
			s.ThrottleWhy = base.Either(s.ThrottleWhy, path+".route_key is known only after apply")
			continue
		}
		addThrottle(r, s, path, route)
	}
	if !known && !r.missing("route_settings") {
		s.ThrottleWhy = base.Either(s.ThrottleWhy, r.WhyUnknown("route_settings"))
	}
}

// throttleMethods adds the limits that aws_api_gateway_method_settings gives the stages it is about.
func throttleMethods(r resource, stages []*model.Stage) {
	route, ok := methodRoute(r.Str("method_path"))
	for _, s := range stages {
		if !ok {
			s.ThrottleWhy = base.Either(s.ThrottleWhy, r.Address+" may be about any of its methods")
			continue
		}
		addThrottle(r, s, "settings", route)
	}
}

// methodRoute reads a method path: "orders/GET" is one method, "*/*" is all of them. A slash within the path of a
// resource may be written "~1" (API Gateway API reference, UpdateStage).
func methodRoute(path model.Value[string]) (route string, ok bool) {
	text, ok := path.Get()
	if !ok {
		return "", false
	}
	if text == "*/*" {
		return "", true
	}
	i := strings.LastIndexByte(text, '/')
	if i < 0 {
		return "", false
	}
	resource := strings.ReplaceAll(text[:i], "~1", "/")
	return text[i+1:] + " /" + strings.TrimPrefix(resource, "/"), true
}

// addThrottle reads the rate and burst limits of a settings block; -1 means none (provider documentation,
// aws_api_gateway_method_settings).
func addThrottle(r resource, s *model.Stage, block, route string) {
	n, known := r.Blocks(block)
	if n == 0 && known || r.missing(block) {
		return
	}
	limited := func(limit float64) bool { return limit >= 0 }
	rate := r.limit(block + ".0.throttling_rate_limit")
	burst := r.limit(block + ".0.throttling_burst_limit")
	if strings.Contains(block, ".") { // one of several blocks, named with its index
		rate, burst = r.limit(block+".throttling_rate_limit"), r.limit(block+".throttling_burst_limit")
	}
	s.Throttles = append(s.Throttles, &model.Throttle{
		Place: rate.Place, Route: route, On: rate.Match(limited).Or(burst.Match(limited)),
	})
}

// limit reads a number that may have a fraction: half a request in a second is a limit, too.
func (r resource) limit(path string) model.Value[float64] {
	return base.Read(r.View, path, func(v plan.Value) (float64, bool) { return v.Number() })
}

// finishUsagePlan adapts aws_api_gateway_usage_plan: its limits hold for callers with an API key of the plan.
func finishUsagePlan(r resource) {
	doubtUsagePlan(r)
	limits := model.False()
	for _, block := range []string{"throttle_settings", "quota_settings"} {
		n, known := r.Blocks(block)
		limits = limits.Or(model.Of(n > 0))
		if !known {
			limits = limits.Or(model.Undecided(r.WhyUnknown(block)))
		}
	}
	for i := range r.Attr("api_stages").Items() {
		path := "api_stages." + base.Itoa(i)
		n, _ := r.Blocks(path + ".throttle")
		for _, s := range stagesAt(r, path+".api_id", path+".stage") {
			s.Throttles = append(s.Throttles, &model.Throttle{
				Place: r.Place(path), On: limits.Or(model.Of(n > 0)),
			})
		}
	}
}

// doubtUsagePlan notes on stages that a usage plan may be theirs when its stages can't be followed.
func doubtUsagePlan(r resource) {
	if !r.Attr("api_stages").IsUnknown() || r.missing("api_stages") {
		return
	}
	for _, api := range r.b.Sys.APIs {
		for _, s := range api.Stages {
			s.ThrottleWhy = base.Either(s.ThrottleWhy, r.WhyUnknown("api_stages"))
		}
	}
}
