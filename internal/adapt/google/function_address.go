package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// address adds the HTTPS address of a function. Google checks at it who calls, by IAM, unless that is switched off; how
// far requests get before is a matter of ingress (Cloud Run documentation, "Restrict network ingress for Cloud Run").
func (form functionForm) address(r resource, f *model.Function) {
	if r.Type == "google_cloudfunctions_function" && model.Never(model.IsTrue(r.Flag("trigger_http"))) {
		return // of the first generation, only functions for requests have one
	}
	ingress := form.ingress(r)
	private := model.In(ingress, "ALLOW_INTERNAL_ONLY", "INGRESS_TRAFFIC_INTERNAL_ONLY", "internal")
	balanced := model.In(ingress,
		"ALLOW_INTERNAL_AND_GCLB", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", "internal-and-cloud-load-balancing")
	f.OpenNetwork, f.OpenNetworkPlace = private.Or(balanced).Not(), ingress.Place
	e := &model.Endpoint{
		Head: f.Head, Kind: model.FunctionURL, Private: private, Auth: form.auth(r),
		Function: model.Link[*model.Function]{Place: r.Place(""), To: []*model.Function{f}},
	}
	if r.Type == "google_cloudfunctions_function" {
		level := r.Str("https_trigger_security_level").Or("SECURE_OPTIONAL")
		e.PlainHTTP, e.PlainHTTPPlace = model.Equals(level, "SECURE_ALWAYS").Not(), level.Place
	}
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
}

// auth tells whether IAM decides who may call.
func (form functionForm) auth(r resource) model.Value[model.AuthKind] {
	off := model.Known(false, r.Place(""))
	switch r.Type {
	case "google_cloud_run_v2_service":
		off = r.Flag("invoker_iam_disabled").Or(false)
	case "google_cloud_run_service":
		off = model.Map(annotation(r, "metadata.0.annotations", "run.googleapis.com/invoker-iam-disabled"), func(s string) bool {
			return s == "true"
		}).Or(false)
	}
	return model.Map(off, func(off bool) model.AuthKind {
		if off {
			return model.NoAuth
		}
		return model.IAMAuth
	})
}

// network is where a function stands, and what goes past it.
type network struct {
	in, bypass         model.Truth
	place, bypassPlace model.Place
}

// connector reads a Serverless VPC Access connector. Only what is for private addresses goes through it unless told
// otherwise (Serverless VPC Access documentation, "Egress settings").
func connector(path, egress string) func(resource) network {
	return func(r resource) network {
		name, way := r.Str(path), r.Str(egress).Or("PRIVATE_RANGES_ONLY")
		in := given(name)
		return network{
			in: in, place: name.Place, bypassPlace: way.Place,
			bypass: in.And(model.Equals(way, "PRIVATE_RANGES_ONLY")),
		}
	}
}

// annotatedNetwork reads the annotations for a connector and for direct egress.
func annotatedNetwork(r resource) network {
	const path = "template.0.metadata.0.annotations"
	way := annotation(r, path, "run.googleapis.com/vpc-access-egress").Or("private-ranges-only")
	in := annotation(r, path, "run.googleapis.com/vpc-access-connector").IsSet().
		Or(annotation(r, path, "run.googleapis.com/network-interfaces").IsSet())
	return network{
		in: in, place: r.Place(path), bypassPlace: r.Place(path), bypass: in.And(model.Equals(way, "private-ranges-only")),
	}
}

// directNetwork reads the block vpc_access: a connector, or interfaces in a network.
func directNetwork(block string) func(resource) network {
	return func(r resource) network {
		n, known := r.Blocks(block)
		interfaces, _ := r.Blocks(block + ".0.network_interfaces")
		in := model.Of(n > 0 && interfaces > 0)
		switch {
		case !known && !base.Omitted(r, block):
			in = model.Undecided(r.WhyUnknown(block))
		case n > 0:
			in = in.Or(given(r.Str(block + ".0.connector")))
		}
		way := r.Str(block + ".0.egress").Or("PRIVATE_RANGES_ONLY")
		return network{
			in: in, place: r.Place(block), bypassPlace: way.Place, bypass: in.And(model.Equals(way, "PRIVATE_RANGES_ONLY")),
		}
	}
}

// mounts reads buckets and shares that volumes put into the file system of a function.
func mounts(r resource, f *model.Function, volumes string) {
	n, _ := r.Blocks(volumes)
	for i := range n {
		path := volumes + "." + base.Itoa(i)
		if m := bucketMount(r, path); m != nil {
			f.Mounts = append(f.Mounts, m)
		}
	}
}

// bucketMount reads a volume that is a bucket; nil for others. Of Cloud Run's first API it is one of a driver.
func bucketMount(r resource, path string) *model.Mount {
	block, name := path+".gcs.0", ".bucket"
	if n, _ := r.Blocks(path + ".csi"); n > 0 {
		if driver, _ := r.Str(path + ".csi.0.driver").Get(); driver != "gcsfuse.run.googleapis.com" {
			return nil
		}
		block, name = path+".csi.0", ".volume_attributes.bucketName"
	} else if n, _ := r.Blocks(path + ".gcs"); n == 0 {
		return nil
	}
	readOnly := r.Flag(block + ".read_only").Or(false)
	return &model.Mount{
		Place: readOnly.Place, Account: base.Link[*model.Channel](r, block+name), ReadOnly: model.IsTrue(readOnly),
		Share: r.Str(block + name), Key: model.NotSet[string](r.Place(block)),
	}
}

// domainMapping adapts google_cloud_run_domain_mapping, where old versions of TLS can't be switched off (Cloud Run
// documentation, "Mapping custom domains": limitations).
func domainMapping(r resource) {
	if !r.Head().Managed {
		return
	}
	r.b.Sys.TLSFloors = append(r.b.Sys.TLSFloors, &model.TLSFloor{
		Head: r.Head(), Of: "domain mapping", Version: model.Known("TLS 1.0", r.Place("")), Weak: model.True(), Fixed: true,
	})
}
