package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// functionTypes lists Cloud Functions of both generations and Cloud Run: services, jobs and worker pools. Who may invoke
// them is among the types of IAM.
func functionTypes() types {
	return types{
		"google_cloudfunctions_function":  withEvents(firstGeneration().adapter(), firstGenerationEvents),
		"google_cloudfunctions2_function": withEvents(secondGeneration().adapter(), secondGenerationEvents),
		"google_cloud_run_service":        runService().adapter(),
		"google_cloud_run_v2_service":     runServiceV2().adapter(),
		"google_cloud_run_v2_job":         runJob().adapter(),
		"google_cloud_run_v2_worker_pool": runWorkers().adapter(),
		"google_cloud_run_domain_mapping": {Make: domainMapping, Follow: "spec.0.route_name"},

		"data.google_cloudfunctions_function":  firstGeneration().described(),
		"data.google_cloudfunctions2_function": secondGeneration().described(),
		"data.google_cloud_run_service":        runService().described(),
		"data.google_cloud_run_v2_service":     runServiceV2().described(),
		"data.google_cloud_run_v2_job":         runJob().described(),
		"data.google_cloud_run_v2_worker_pool": runWorkers().described(),
		"data.google_cloud_run_locations":      nothing(),
	}
}

// functionForm says where the resources of one type have what all functions have. Paths that are "" are not there.
type functionForm struct {
	runtime   string
	timeout   func(resource) model.Value[int]
	limit     func(resource) model.Value[int] // how many copies may run at once
	requests  func(resource) model.Value[int] // how many requests one copy works on at once
	ingress   func(resource) model.Value[string]
	account   string
	builder   string // the account that builds it
	key       func(resource) model.Link[*model.Key]
	variables string // a map
	building  string // a map of variables of its build
	// containers is a list of blocks with images and variables, volumes one with what is mounted.
	containers, volumes string
	network             func(resource) network
	signed              func(resource) model.Value[string]
	// updates holds the block on_deploy_update_policy.
	updates string
	job     bool
	// more reads what only this type has.
	more func(resource, *model.Function)
}

func (form functionForm) adapter() adapter {
	return adapter{Make: form.make, Link: form.link, Finish: nameChannels}
}

// withEvents lets an adapter also link where the code and the events of a function come from.
func withEvents(a adapter, events func(resource)) adapter {
	a.Link = base.Both(a.Link, events)
	return a
}

func firstGenerationEvents(r resource) {
	linkPackage("source_archive_bucket", "source_archive_object")(r)
	firstGenerationTrigger(r)
}

func secondGenerationEvents(r resource) {
	const storage = "build_config.0.source.0.storage_source.0."
	linkPackage(storage+"bucket", storage+"object")(r)
	secondGenerationTrigger(r)
}

// described is the adapter of a function that is looked up, not managed.
func (form functionForm) described() adapter {
	return adapter{
		Make: func(r resource) {
			f := &model.Function{Head: functionHead(r), Job: form.job}
			f.Bounded = model.UnknownValue[int](base.NotInPlan, r.Place(""))
			r.b.Sys.Functions = append(r.b.Sys.Functions, f)
			r.b.Declare(r, f)
		},
		Link: func(r resource) {
			if f, ok := base.Own[*model.Function](r); ok {
				f.Identity = base.Link[*model.Identity](r, form.account)
			}
		},
	}
}

// nameChannels notes on channels which functions are told about them.
func nameChannels(r resource) {
	if f, ok := base.Own[*model.Function](r); ok {
		r.b.NameChannels(f)
	}
}

// functionHead names a function. Its id follows from its name where the plan knows project and region.
func functionHead(r resource) model.Head {
	h := r.Head()
	if h.ID.IsKnown() {
		return h
	}
	kind := map[string]string{
		"google_cloudfunctions_function": "functions", "google_cloudfunctions2_function": "functions",
		"google_cloud_run_v2_service": "services", "google_cloud_run_v2_job": "jobs", "google_cloud_run_v2_worker_pool": "workerPools",
	}[r.Type]
	region := base.Either(r.Attr("location").Text(), r.Attr("region").Text())
	project, name := r.Attr("project").Text(), r.Attr("name").Text()
	if kind == "" || region == "" || project == "" || name == "" {
		return h
	}
	h.ID = model.Known("projects/"+project+"/locations/"+region+"/"+kind+"/"+name, r.Place("name"))
	return h
}

func (form functionForm) make(r resource) {
	f := &model.Function{
		Head: functionHead(r), Job: form.job, Timeout: form.timeout(r), Bounded: form.limit(r), Signed: form.signed(r),
		Runtime: model.NotSet[string](r.Place("")), Image: model.NotSet[string](r.Place("")),
		Requests: model.NotSet[int](r.Place("")),
		Loop:     model.Known(false, r.Place("")),
		// Requests to functions and services are traced by the platform (Cloud Run documentation, "Using distributed tracing").
		Tracing:        model.Known(true, r.Place("")),
		RuntimeUpdates: form.runtimeUpdates(r),
	}
	if form.runtime != "" {
		f.Runtime = r.Str(form.runtime)
	}
	if form.requests != nil {
		f.Requests = form.requests(r)
	}
	if form.containers != "" {
		form.image(r, f)
	}
	r.b.Sys.Functions = append(r.b.Sys.Functions, f)
	r.b.Declare(r, f)
	if form.ingress != nil {
		form.address(r, f)
	}
	if form.more != nil {
		form.more(r, f)
	}
}

// image reads which image a function runs: of several containers, the first that is not named by its digest, as all run
// with the same identity.
func (form functionForm) image(r resource, f *model.Function) {
	n, _ := r.Blocks(form.containers)
	for i := range max(n, 1) {
		path := form.containers + "." + base.Itoa(i) + ".image"
		f.Image = r.Str(path)
		f.Package.ImagePinned, f.Package.ImageLatest = r.NameOfImage(path)
		if !model.Certainly(f.Package.ImagePinned) {
			return
		}
	}
}

// runtimeUpdates tells who patches the runtime: Google, unless a policy says that only a deployment does (Cloud Run
// functions documentation, "Execution environment security").
func (form functionForm) runtimeUpdates(r resource) model.Value[string] {
	if form.updates == "" {
		return model.NotSet[string](r.Place(""))
	}
	n, known := r.Blocks(form.updates)
	if n > 0 && known {
		return model.Known("OnDeploy", r.Place(form.updates))
	}
	return model.Known("Auto", r.Place(form.updates))
}

func (form functionForm) link(r resource) {
	f, ok := base.Own[*model.Function](r)
	if !ok {
		return
	}
	f.Identity = serviceAccountOf(r, form.account)
	f.EnvKey = form.key(r)
	for _, k := range f.EnvKey.To {
		k.UsedBy = append(k.UsedBy, f)
	}
	form.environment(r, f)
	if form.volumes != "" {
		mounts(r, f, form.volumes)
	}
	stands := form.network(r)
	f.InNetwork, f.NetworkPlace = stands.in, stands.place
	f.Bypass, f.BypassPlace = stands.bypass, stands.bypassPlace
	form.build(r)
}

// build adds the account that builds the function as one of its own, where it is given one.
func (form functionForm) build(r resource) {
	if form.builder == "" || model.Never(given(r.Str(form.builder))) {
		return
	}
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, &model.Workload{
		Head: r.Head(), Kind: model.Build, Identity: serviceAccountOf(r, form.builder),
	})
}
