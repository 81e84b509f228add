package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// linkPermission adapts aws_lambda_permission: one statement of the function's resource policy.
func linkPermission(r resource) {
	l := functionNamed(r, "function_name")
	for _, f := range l.To {
		g := permission(r)
		if _, one := l.One(); !one {
			g.Certain = model.Undecided(r.Address + " may be about another function")
		}
		f.Grants = append(f.Grants, g)
	}
}

// finishPermission judges whom a permission lets in also when its function is not in the plan.
func finishPermission(r resource) {
	if l := functionNamed(r, "function_name"); !anyManaged(l.To) {
		f := outside(r)
		f.Grants = []*model.Grant{permission(r)}
	}
}

// outside adds the function that a resource names but the plan does not declare, or not in a way that can be followed.
func outside(r resource) *model.Function {
	f := &model.Function{Head: r.HeadNamed("function_name"), Outside: true}
	r.b.Sys.Functions = append(r.b.Sys.Functions, f)
	return f
}

func permission(r resource) *model.Grant {
	action := r.Str("action")
	g := &model.Grant{
		Place:     r.Place("principal"),
		Principal: permitted(r, "principal"),
		Limits:    statementLimits(r),
		Certain:   model.True(),
		Abilities: []model.Ability{model.Invoke},
	}
	g.Sid, _ = r.Str("statement_id").Get()
	if name, ok := action.Get(); ok {
		g.Actions, g.Abilities, g.Wildcard = []string{name}, lambdaAbilities(name), strings.HasSuffix(name, "*")
	} else {
		g.Certain = model.Undecided(base.Either(action.Why(), "the action is not known"))
	}
	return g
}

// lambdaAbilities classes a lambda action (Service Authorization Reference, "Actions defined by AWS Lambda").
func lambdaAbilities(action string) []model.Ability {
	name := strings.ToLower(action)
	has := func(prefix string) bool { return strings.HasPrefix(name, "lambda:"+prefix) }
	switch {
	case name == "*" || name == "lambda:*":
		return []model.Ability{model.Invoke, model.Read, model.Delete, model.UpdateCode, model.Manage}
	case has("invoke"):
		return []model.Ability{model.Invoke}
	case has("get") || has("list"):
		return []model.Ability{model.Read}
	case has("delete"):
		return []model.Ability{model.Delete}
	case has("update") || has("publish") || has("createeventsource"):
		return []model.Ability{model.UpdateCode}
	default:
		return []model.Ability{model.Manage}
	}
}

// statementLimits reads the attributes that Lambda turns into conditions of the statement (Lambda API reference,
// AddPermission): what is not given does not limit.
func statementLimits(r resource) []model.Limit {
	var limits []model.Limit
	for _, c := range []struct {
		attribute string
		kind      model.LimitKind
	}{
		{"source_arn", model.SourceResource},
		{"source_account", model.SourceAccount},
		{"principal_org_id", model.Organisation},
		{"organization_id", model.Organisation},
		{"function_url_auth_type", model.URLAuth},
		{"event_source_token", model.OtherLimit},
	} {
		v := r.Str(c.attribute)
		if text, ok := v.Get(); model.Never(v.IsSet()) || ok && text == "" {
			continue
		}
		if _, shaped := v.Shape(); !v.IsKnown() && !shaped && refersToARN(r, c.attribute) {
			v = model.UnknownSet[string](v.Why(), v.Place)
		}
		limits = append(limits, model.Limit{Kind: c.kind, Values: model.Map(v, one), Weak: model.Certainly(model.Equals(v, "*"))})
	}
	return limits
}

// refersToARN tells whether an attribute is written as the ARN of a resource, also of a type that is not read: that is
// set for certain.
func refersToARN(r resource, path string) bool {
	refs := r.References(path)
	for _, ref := range refs {
		if !strings.HasSuffix(ref, "arn") || strings.HasPrefix(ref, "var.") || strings.HasPrefix(ref, "local.") ||
			strings.HasPrefix(ref, "module.") || strings.HasPrefix(ref, "each.") {
			return false
		}
	}
	return len(refs) > 0
}

func one(s string) []string { return []string{s} }

// permitted reads the principal of a permission: "*", an account, an ARN or a service.
func permitted(r resource, path string) model.Principal {
	v := r.Str(path)
	text, ok := v.Get()
	if !ok {
		return referredPrincipal(r, path, base.Either(v.Why(), path+" is not given"))
	}
	p := model.Principal{Text: text, Account: accountOf(text)}
	switch {
	case text == "*":
		p.Kind = model.Anyone
	case isAccountID(text):
		p.Kind, p.Account = model.AccountPrincipal, text
	case strings.HasPrefix(text, "arn:") && strings.HasSuffix(text, ":root"):
		p.Kind = model.AccountPrincipal
	case strings.HasPrefix(text, "arn:"):
		p.Kind = model.IdentityHolder
	case strings.Contains(text, ".amazonaws.") || strings.HasSuffix(text, ".amazon.com"):
		p.Kind = model.ServicePrincipal
	default:
		p.Kind, p.Why = model.UnknownPrincipal, path+" has a form that is not understood"
	}
	return p
}

// referredPrincipal tells the kind of a principal from the one resource that it is read from.
func referredPrincipal(r resource, path, why string) model.Principal {
	res := r.b.Plan.Resolve(r.Resource, path)
	if !res.Complete || len(res.Constants) > 0 || len(res.Origins) == 0 {
		return model.Principal{Kind: model.UnknownPrincipal, Why: why}
	}
	kind := originKind(res.Origins[0])
	for _, o := range res.Origins[1:] {
		if originKind(o) != kind {
			kind = model.UnknownPrincipal
		}
	}
	if kind == model.UnknownPrincipal {
		return model.Principal{Kind: kind, Why: why}
	}
	account, _ := r.b.Sys.Account.Get()
	return model.Principal{Kind: kind, Account: account}
}

func originKind(o plan.Origin) model.PrincipalKind {
	switch o.Resource.Type {
	case "aws_iam_role", "aws_iam_user", "aws_cloudfront_origin_access_identity":
		return model.IdentityHolder
	case "aws_caller_identity":
		if o.Attribute == "account_id" || o.Attribute == "id" {
			return model.AccountPrincipal
		}
	}
	return model.UnknownPrincipal
}
