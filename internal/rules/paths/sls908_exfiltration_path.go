package paths

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// exfiltrationPath finds public functions that read data in a network that limits others but not them.
func exfiltrationPath() rule.Rule {
	return rule.Rule{
		ID: "SLS908", Name: "exfiltration-path",
		Severity: rule.High, Profile: rule.Recommended, Path: true,
		Title: "A public function can send what it reads anywhere",
		Why: "The network is built to keep data in, but this function's security group lets everything out. Whoever breaks into " +
			"it reads what it may read, and sends it to a server of their own in one request.",
		Remedy: map[model.Cloud]string{
			model.AWS: "egress {\n  from_port       = 443\n  to_port         = 443\n  protocol        = \"tcp\"\n" +
				"  prefix_list_ids = [aws_vpc_endpoint.secrets.prefix_list_id]\n}",
			model.Azure: "vnet_route_all_enabled = true # in site_config: what leaves the app passes the network and its rules",
			model.Google: "vpc_connector_egress_settings = \"ALL_TRAFFIC\" # and a firewall that denies what is not needed:\n" +
				"resource \"google_compute_firewall\" \"out\" {\n  network   = google_compute_network.apps.name\n  direction = \"EGRESS\"\n  deny {\n    protocol = \"all\"\n  }\n}",
		},
		Unknown: "The rules of the security group, or who is let in, are known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
			"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
			"https://learn.microsoft.com/azure/azure-functions/functions-networking-options",
			"https://cloud.google.com/functions/docs/networking/network-settings",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A3:2017"}, CSA: []string{"SAS-3", "SAS-7"}, CWE: []int{200, 923}, NIST: []string{"AC-4", "SC-7"},
		},
		Check: rule.Join(
			rule.ForEachIn(model.Functions, checkExfiltration),
			rule.ForEachIn(model.Functions, checkBypass),
		),
	}
}

func checkExfiltration(f *model.Function, s *model.System, r *rule.Reporter) {
	if f.Outside || len(f.Subnets) == 0 {
		return
	}
	r.Pass()
	n := graph.Of(s).Node(f)
	if n == nil || !public(s).Has(n) {
		return
	}
	read, ok := reads(f)
	if !ok {
		return
	}
	w := way(public(s).Path(n))
	for _, l := range f.SecurityGroups {
		for _, group := range l.To {
			for _, out := range group.Egress {
				if !limitedElsewhere(s, group) {
					continue
				}
				v := r.FailIf(out.Open(), out.Place, "%s who breaks into function %q can send what it reads anywhere on the internet.",
					w.who(), f.Label())
				w.show(v)
				v.Step(read.Place, finding.Hop{From: f.Address, Label: "may " + read.Note, To: read.what}).
					Step(out.Place, finding.Hop{From: read.what, Label: "leaves through security group " + group.Label(), To: graph.Internet}).
					Remedy("# " + finding.CheapestCut + "let function " + f.Address + " out only to what it needs\n" +
						"egress {\n  from_port       = 443\n  to_port         = 443\n  protocol        = \"tcp\"\n" +
						"  prefix_list_ids = [aws_vpc_endpoint.secrets.prefix_list_id]\n}")
			}
		}
	}
}

// checkBypass finds functions that stand in a network but send to the internet past it, where others don't.
func checkBypass(f *model.Function, s *model.System, r *rule.Reporter) {
	n := graph.Of(s).Node(f)
	if f.Outside || n == nil || model.Never(f.Bypass) || !public(s).Has(n) || !keptInside(f, s) {
		return
	}
	read, ok := reads(f)
	if !ok {
		return
	}
	w := way(public(s).Path(n))
	v := r.FailIf(f.Bypass, f.BypassPlace, "%s who breaks into function %q can send what it reads anywhere on the internet, past the network.",
		w.who(), f.Label())
	w.show(v)
	v.Step(read.Place, finding.Hop{From: f.Address, Label: "may " + read.Note, To: read.what}).
		Step(f.BypassPlace, finding.Hop{From: read.what, Label: "leaves past the network", To: graph.Internet})
}

// keptInside tells whether the plan has another function all of whose traffic goes through a network.
func keptInside(f *model.Function, s *model.System) bool {
	return slices.ContainsFunc(s.Functions, func(o *model.Function) bool {
		return o != f && o.Cloud == f.Cloud && !o.Outside && model.Certainly(o.InNetwork) && model.Never(o.Bypass)
	})
}

// readable is something worth sending away that a function certainly may read.
type readable struct {
	model.Answer
	what string
}

// reads finds one secret, table or bucket that a function may read, or a permission on all.
func reads(f *model.Function) (readable, bool) {
	for _, id := range f.Identity.To {
		if id.Reach == nil {
			continue
		}
		reach := id.Reach(model.Read)
		lists := reach.Named
		for _, set := range reach.All {
			lists = append(lists, set.Objects)
		}
		for _, list := range lists {
			if r, ok := readsOneOf(id, list); ok {
				return r, true
			}
		}
		for _, p := range id.Powers {
			if p.Kind == model.BroadSecrets && model.Certainly(p.Certain) && !p.Limited {
				return readable{model.Answer{Allowed: p.Certain, Place: p.Place, Note: p.Note}, graph.EverySecret}, true
			}
		}
	}
	return readable{}, false
}

// readsOneOf asks about the first few objects of a list: one that may be read is enough.
func readsOneOf(id *model.Identity, list []model.Object) (readable, bool) {
	const few = 8
	asked := 0
	for _, o := range list {
		if !keepsData(o) {
			continue
		}
		if asked == few {
			break
		}
		asked++
		if a := id.May(model.Read, o); model.Certainly(a.Allowed) {
			return readable{a, o.Base().Address}, true
		}
	}
	return readable{}, false
}

func keepsData(o model.Object) bool {
	switch o := o.(type) {
	case *model.Secret:
		return true
	case *model.Channel:
		return o.Kind == model.Table || o.Kind == model.Bucket
	default:
		return false
	}
}

// limitedElsewhere tells whether the network is otherwise built to keep data in: private ways to the cloud's services, or
// another security group that lets out only what it names.
func limitedElsewhere(s *model.System, open *model.SecurityGroup) bool {
	if len(s.NetworkEndpoints) > 0 {
		return true
	}
	for _, g := range s.SecurityGroups {
		if g == open || g.Incomplete != "" || len(g.Egress) == 0 {
			continue
		}
		closed := model.True()
		for _, out := range g.Egress {
			closed = closed.And(out.Open().Not())
		}
		if model.Certainly(closed) {
			return true
		}
	}
	return false
}
