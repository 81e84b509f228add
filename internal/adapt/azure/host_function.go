package azure

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeFunctionApp adapts a function app, which is one function of the model: its code, settings and identity are shared
// by everything in it.
func makeFunctionApp(h host) {
	f := &model.Function{
		Head: h.Head(), Runtime: runtimeOf(h), Image: imageOf(h), Bounded: scaleLimit(h),
		Timeout: model.NotSet[int](h.Place(h.names.appSettings)), Loop: model.Known(false, h.Place("")),
		RuntimeUpdates: model.Map(hostVersion(h), hostUpdates).Or("Auto"), Signed: model.NotSet[string](h.Place("")),
		Host: model.Map(hostVersion(h), hostID),
	}
	f.InNetwork, f.NetworkPlace = h.str(h.names.subnet).IsSet(), h.at(h.names.subnet)
	f.Package.ImagePinned, f.Package.ImageLatest = imageNamed(f.Image)
	f.Site = declareSite(h, model.FunctionApp, f.Head)
	f.Site.Function = f
	if h.flex() {
		f.Site.Doors.AllTraffic = model.True() // the plan sends everything through its network
	}
	h.b.Sys.Functions = append(h.b.Sys.Functions, f)
	h.b.Declare(h, f)
}

// flexLimit is how many instances a Flex Consumption app may have unless it says otherwise (Azure Functions scale and
// hosting: maximum instance count).
const flexLimit = 100

// scaleLimit reads how many instances may run at once; 0 stands for no limit.
func scaleLimit(h host) model.Value[int] {
	v := h.num(h.names.scaleLimit)
	if n, ok := v.Get(); ok && n == 0 {
		return model.NotSet[int](v.Place)
	}
	if h.flex() {
		return v.Or(flexLimit)
	}
	return v
}

// linkFunctionApp fills what a function app says of other resources.
func linkFunctionApp(h host) {
	f, ok := base.Own[*model.Function](h)
	if !ok {
		return
	}
	f.Identity, f.MoreIdentities = identitiesOf(h.resource)
	linkSite(h, f.Site)
	f.Variables = append(settings(h), storageVariables(h)...)
	siteTexts(h, f.Variables)
	appTexts(h)
	f.Subnets = subnets(h)
	takeSettings(h, f)
	limitByPlan(f)
	f.Code = codeOf(h, f)
	f.Tracing = tracing(h, f)
}

// subnets reads the network integration of an app.
func subnets(h host) []model.Link[*model.Subnet] {
	if h.names.subnet == "" {
		return nil
	}
	l := base.Link[*model.Subnet](h, h.names.subnet)
	if model.Never(l.IsSet()) {
		return nil
	}
	return []model.Link[*model.Subnet]{l}
}

// linkSwift adapts the resources that integrate an app into a network from the outside.
func linkSwift(app string) func(r resource) {
	return func(r resource) {
		for _, s := range siteLink(r, app).To {
			if f := s.Function; f != nil {
				f.InNetwork, f.NetworkPlace = model.True(), r.Place("subnet_id")
				f.Subnets = append(f.Subnets, base.Link[*model.Subnet](r, "subnet_id"))
			}
		}
	}
}

// finishFunctionApp tells what leaves an app past its network, which it may have been put into by another resource.
func finishFunctionApp(r resource) {
	if f, ok := base.Own[*model.Function](r); ok {
		f.Bypass, f.BypassPlace = f.InNetwork.And(f.Site.Doors.AllTraffic.Not()), f.Site.Doors.AllTrafficPlace
	}
}

// limitByPlan bounds an app by the workers of its plan, where the plan has a fixed number of them.
func limitByPlan(f *model.Function) {
	p, ok := f.Site.Plan.One()
	if !ok || !model.Never(f.Bounded.IsSet()) {
		return
	}
	if n, known := p.Workers.Get(); known {
		f.Bounded = model.Known(n, p.Workers.Place)
	} else if p.Workers.Why() != "" {
		f.Bounded = model.UnknownValue[int](p.Workers.Why(), p.Workers.Place)
	}
}

// makeDataFunctionApp adapts a function app that is described, not managed.
func makeDataFunctionApp(r resource) {
	f := &model.Function{Head: r.Head()}
	f.Site = &model.Site{Head: f.Head, Kind: model.FunctionApp, Function: f}
	unseen := model.Undecided(base.NotInPlan)
	f.Site.Login = model.SiteLogin{On: unseen, Required: unseen}
	f.Site.Doors = model.SiteDoors{Open: unseen, Deploy: unseen}
	r.b.Sys.Functions = append(r.b.Sys.Functions, f)
	r.b.Declare(r, f)
}

// outsideApp makes the function app that a resource of the plan adds to, but that the plan does not declare.
func outsideApp(r resource, head model.Head) *model.Function {
	f := &model.Function{Head: head, Outside: true}
	r.b.Sys.Functions = append(r.b.Sys.Functions, f)
	return f
}
