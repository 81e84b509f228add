package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// builder holds what the adapters of one run share.
type builder struct {
	*base.Builder
	types    types
	policies policyWork
}

func newBuilder(p *plan.Plan, sys *model.System, shared *base.Shared) *builder {
	types := registry()
	b := &builder{types: types, policies: newPolicyWork()}
	b.Builder = base.New(p, sys, shared, base.Cloud{
		Name: model.AWS, ID: "arn", Follow: types.Follow, Named: namedOutside, AlwaysSet: alwaysSet,
	})
	sys.Account = account(p)
	return b
}

// forget lets go of what only the passes need. Identities hold on to the builder, which answers what they may do.
func (b *builder) forget() {
	b.Forget()
	b.types = nil
	b.policies.parsed, b.policies.rebuilt, b.policies.holders = nil, nil, nil
}

// account finds the account that the plan works in: the caller's identity if the plan reads it, else the one
// account that every ARN of a managed resource names.
func account(p *plan.Plan) model.Value[string] {
	seen := map[string]model.Place{}
	for _, r := range p.Resources {
		if r.Mode == plan.Data && r.Type == "aws_caller_identity" {
			if id := r.Attr("account_id"); id.Kind() == plan.String {
				return model.Known(id.Text(), model.PlaceOf(r.Address, "account_id"))
			}
		}
		if r.Mode == plan.Managed {
			if id := accountOf(r.Attr("arn").Text()); id != "" {
				seen[id] = model.PlaceOf(r.Address, "arn")
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
