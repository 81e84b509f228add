package aws

import (
	"sort"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// builder holds what the adapters of one run share.
type builder struct {
	plan    *plan.Plan
	sys     *model.System
	types   map[string]adapter
	objects map[*plan.Resource]model.Object

	policies policyWork
	outside  map[string]model.Object // see outsider
}

func newBuilder(p *plan.Plan, sys *model.System) *builder {
	b := &builder{plan: p, sys: sys, types: registry(), objects: map[*plan.Resource]model.Object{}}
	b.outside = map[string]model.Object{}
	b.policies = newPolicyWork()
	sys.Account = account(p)
	return b
}

// each runs one pass over all resources that have an adapter for it.
func (b *builder) each(pass func(adapter) func(resource)) {
	for _, r := range b.plan.Resources {
		a, ok := b.types[key(r)]
		if !ok {
			continue
		}
		if f := pass(a); f != nil {
			f(resource{r, b})
		}
	}
}

// declare registers the object that a resource stands for, so that references to the resource lead to it.
func (b *builder) declare(r resource, o model.Object) { b.objects[r.Resource] = o }

// account finds the account that the plan works in: the caller's identity if the plan reads it, else the one
// account that every ARN of a managed resource names.
func account(p *plan.Plan) model.Value[string] {
	seen := map[string]model.Place{}
	for _, r := range p.Resources {
		if r.Mode == plan.Data && r.Type == "aws_caller_identity" {
			if id := r.Attr("account_id"); id.Kind() == plan.String {
				return model.Known(id.Text(), model.Place{Address: r.Address, Attribute: "account_id"})
			}
		}
		if r.Mode == plan.Managed {
			if id := accountOf(r.Attr("arn").Text()); id != "" {
				seen[id] = model.Place{Address: r.Address, Attribute: "arn"}
			}
		}
	}
	for id, place := range seen {
		if len(seen) == 1 {
			return model.Known(id, place)
		}
	}
	return model.UnknownValue[string]("the plan does not say which account it works in", model.Place{})
}

// accountOf reads the account id out of an ARN; "" when there is none.
// arn:partition:service:region:account-id:resource (AWS General Reference, "Amazon Resource Names").
func accountOf(arn string) string {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" || !isAccountID(parts[4]) {
		return ""
	}
	return parts[4]
}

func isAccountID(s string) bool {
	if len(s) != 12 {
		return false
	}
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// unmodelled lists the resource types of serverless services that no adapter knows.
func (b *builder) unmodelled() {
	for _, r := range b.plan.Resources {
		if r.Mode != plan.Managed || !serverless(r.Type) {
			continue
		}
		if _, ok := b.types[r.Type]; !ok {
			b.sys.Unmodelled = append(b.sys.Unmodelled, &model.Unmodelled{Head: resource{r, b}.head()})
		}
	}
}

// outputs adds the root module's outputs with where their values come from.
func (b *builder) outputs() {
	for _, o := range b.plan.Outputs {
		head := model.Head{Cloud: model.AWS, Address: "output." + o.Name, Type: "output", Managed: true}
		from := b.provenance(b.plan.ResolveOutput(o.Name))
		b.sys.Outputs = append(b.sys.Outputs, &model.Output{Head: head, Sensitive: o.Sensitive, From: from})
		if !o.Sensitive && o.Value.Kind() == plan.String {
			at := head.At("value")
			b.sys.Texts = append(b.sys.Texts, &model.Text{
				Head: head, Place: at, Kind: "output", Name: o.Name, Value: model.Known(o.Value.Text(), at), From: from,
			})
		}
	}
	sort.SliceStable(b.sys.Outputs, func(i, j int) bool {
		return b.sys.Outputs[i].Address < b.sys.Outputs[j].Address
	})
}
