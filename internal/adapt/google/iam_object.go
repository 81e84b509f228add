package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	googleiam "github.com/slsguard/terraform-provider-slsguard/internal/iam/google"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// objectTypes bind roles on single resources.
func objectTypes() types {
	all := types{}
	add := func(prefix string, link func(resource)) {
		for _, form := range forms() {
			all["google_"+prefix+"_iam"+form] = adapter{Finish: link}
		}
	}
	for prefix, path := range map[string]string{
		"cloudfunctions_function": "cloud_function", "cloudfunctions2_function": "cloud_function", "cloud_run_service": "service",
		"cloud_run_v2_service": "name", "cloud_run_v2_job": "name", "cloud_run_v2_worker_pool": "name",
	} {
		add(prefix, onCode(path))
	}
	for prefix, c := range channelTargets() {
		add(prefix, onObject(c.path, base.OutsideChannel[resource](c.kind), channelGrants))
	}
	add("secret_manager_secret", onObject("secret_id", base.OutsideSecret[resource], secretGrants))
	add("secret_manager_regional_secret", onObject("secret_id", base.OutsideSecret[resource], secretGrants))
	add("kms_crypto_key", onObject("crypto_key_id", base.OutsideKey[resource], keyGrants))
	add("kms_key_ring", keyRingBindings)
	add("service_account", accountBindings)
	for _, prefix := range []string{
		"iap_web_cloud_run_service", "iap_web", "iap_web_backend_service", "endpoints_service", "api_gateway_api",
		"api_gateway_gateway", "api_gateway_api_config", "pubsub_schema", "cloudbuildv2_connection", "compute_instance",
		"binary_authorization_attestor", "compute_subnetwork", "dataproc_cluster", "workflows_workflow", "apigee_environment",
		"notebooks_instance",
	} {
		for _, form := range forms() {
			all["google_"+prefix+"_iam"+form] = nothing()
		}
	}
	return all
}

type channelTarget struct {
	path string
	kind model.ChannelKind
}

// channelTargets are the types of channels that roles are bound on, and the attribute that names the channel.
func channelTargets() map[string]channelTarget {
	return map[string]channelTarget{
		"pubsub_topic":                 {"topic", model.Topic},
		"pubsub_subscription":          {"subscription", model.Queue},
		"storage_bucket":               {"bucket", model.Bucket},
		"storage_managed_folder":       {"bucket", model.Bucket},
		"artifact_registry_repository": {"repository", model.Registry},
		"bigquery_dataset":             {"dataset_id", model.Table},
		"bigquery_table":               {"table_id", model.Table},
		"cloud_tasks_queue":            {"name", model.Queue},
		"spanner_database":             {"database", model.Table},
		"spanner_instance":             {"instance", model.Table},
		"bigtable_table":               {"table", model.Table},
		"bigtable_instance":            {"instance", model.Table},
		"sourcerepo_repository":        {"repository", model.Registry},
	}
}

// onObject gives what binds roles on objects of a kind: each becomes a grant on the object, and what accounts of the
// plan may do.
func onObject[T model.Object](
	path string, outside func(resource, model.Head) T, grants func(T) *[]*model.Grant,
) func(resource) {
	return func(r resource) {
		l := base.Link[T](r, path)
		objects := l.To
		if len(objects) == 0 || !objects[0].Base().Managed {
			objects = []T{base.Outsider(r, l, outside)}
		}
		certain := model.True()
		if len(objects) > 1 || l.Why != "" && len(l.To) > 0 {
			certain = model.Undecided(base.Either(l.Why, path+" may lead to several resources"))
		}
		for _, o := range objects {
			r.grantAll(o, grants(o), certain)
		}
		r.state(scopeOf(objects[0]))
	}
}

// grantAll adds the grants of all bindings of a resource to an object.
func (r resource) grantAll(o model.Object, to *[]*model.Grant, certain model.Truth) {
	c := classOf(o)
	for _, bound := range r.bindings() {
		if folder := r.Attr("managed_folder").Text(); folder != "" && bound.condition.Expression == "" {
			bound.condition = inFolder(o, folder)
		}
		abilities := abilitiesOf(bound.role, c)
		for _, m := range bound.members {
			m.certain = m.certain.And(certain)
			r.bind(bound, m, scopeOf(o))
			given, as := abilities, bound
			if stranger(m) && (len(given) == 0 || bound.role.Why != "") {
				given, as.role.Why = []model.Ability{model.Read}, "" // at least to look at it, whatever the role
			}
			if len(given) > 0 {
				*to = append(*to, r.grant(as, m, given))
			}
		}
	}
}

// inFolder is what a role on a folder of a bucket comes to.
func inFolder(bucket model.Object, folder string) googleiam.Condition {
	name, _ := bucket.Base().Name.Get()
	path := "projects/_/buckets/" + name + "/managedFolders/" + folder
	return googleiam.Condition{Title: "in " + folder, Expression: `resource.name.startsWith("` + path + `")`}
}

func stranger(m member) bool {
	return m.principal.Kind == model.Anyone || m.principal.Kind == model.AnyAccount
}

// scopeOf is an object as the scope of a role.
func scopeOf(o model.Object) googleiam.Scope {
	return googleiam.Scope{Level: googleiam.Resource, Key: keyOf(o), Label: o.Base().Label()}
}

// keyOf tells an object from all others, also from those at the same address.
func keyOf(o model.Object) string {
	h := o.Base()
	name, _ := h.Name.Get()
	if id, isAccount := o.(*model.Identity); isAccount && !id.Managed {
		return h.Address + " " + name
	}
	return h.Address
}

func channelGrants(c *model.Channel) *[]*model.Grant { return &c.Grants }
func secretGrants(s *model.Secret) *[]*model.Grant   { return &s.Grants }
func keyGrants(k *model.Key) *[]*model.Grant         { return &k.Grants }
func functionGrants(f *model.Function) *[]*model.Grant {
	return &f.Grants
}

// onCode binds roles on a function, a service or a job.
func onCode(path string) func(resource) {
	function := onObject(path, outsideFunction, functionGrants)
	return func(r resource) {
		l := base.Link[*model.Workload](r, path)
		for _, w := range l.To {
			var grants []*model.Grant // nobody asks who may start a workload
			r.grantAll(w, &grants, model.True())
		}
		if len(l.To) == 0 {
			function(r)
		}
	}
}

// outsideFunction makes a function of which only grants can be judged.
func outsideFunction(r resource, head model.Head) *model.Function {
	f := &model.Function{Head: head, Outside: true}
	r.b.Sys.Functions = append(r.b.Sys.Functions, f)
	return f
}

// accountBindings are roles on a service account: who may act as it.
func accountBindings(r resource) {
	l := serviceAccountOf(r, "service_account_id")
	certain := model.True()
	if len(l.To) > 1 || l.Why != "" {
		certain = model.Undecided(base.Either(l.Why, l.Place.Attribute()+" may lead to several accounts"))
	}
	for _, id := range l.To {
		r.grantAll(id, &id.Trust, certain)
	}
	if len(l.To) > 0 {
		r.state(scopeOf(l.To[0]))
	}
}

// keyRingBindings are roles on a key ring, which hold for all of its keys.
func keyRingBindings(r resource) {
	ring := r.ringAt("key_ring_id")
	keys := r.b.keysIn(ring)
	for _, k := range keys {
		r.grantAll(k, &k.Grants, model.True())
	}
	if ring != "" {
		r.state(googleiam.Scope{Level: googleiam.Resource, Key: "key ring " + ring, Label: "key ring " + ring})
	}
	if len(keys) == 0 {
		l := base.Link[*model.Key](r, "key_ring_id")
		k, own := l.One()
		if !own {
			k = base.Outsider(r, l, base.OutsideKey[resource])
		}
		r.grantAll(k, &k.Grants, model.True())
	}
}

// keysIn gives the plan's keys in a key ring, through an index made on first use.
func (b *builder) keysIn(ring string) []*model.Key {
	if b.rings == nil {
		b.rings = map[string][]*model.Key{}
		for _, k := range b.Sys.Keys {
			if r, ok := b.Plan.Resource(k.Address); ok && !k.Outside && k.Cloud == model.Google {
				if in := b.resource(r).ringAt("key_ring"); in != "" {
					b.rings[in] = append(b.rings[in], k)
				}
			}
		}
	}
	return b.rings[ring]
}

// ringAt tells key rings apart: by address where the plan makes them, else by name.
func (r resource) ringAt(path string) string {
	for _, o := range r.B.Plan.Resolve(r.Resource, path).Origins {
		if o.Resource.Type == "google_kms_key_ring" {
			return o.Resource.Address
		}
	}
	return r.Attr(path).Text()
}
