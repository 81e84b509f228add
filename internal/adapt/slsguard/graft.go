package slsguard

import (
	"context"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// The types of resources that declare something.
const (
	functionType = "slsguard_secure_function"
	triggerType  = "slsguard_secure_trigger"
)

// Declares tells whether resources of a type declare functions or triggers.
func Declares(mode plan.Mode, typ string) bool {
	return mode == plan.Managed && (typ == functionType || typ == triggerType)
}

// Graft puts beside each declaration in a plan the aws resources that it amounts to, so that they are read together with
// all others, and notes in the system what they are a part of.
func Graft(p *plan.Plan, sys *model.System) {
	var grafts []plan.Graft
	sys.Declarations = map[string]*model.Part{}
	for i, r := range p.Resources {
		if !Declares(r.Mode, r.Type) {
			continue
		}
		g := &grafting{gaps: gaps{plan: p, of: r}, number: i}
		made, err := g.make()
		if err != nil {
			sys.Unmodelled = append(sys.Unmodelled, unmodelled(r, err))
			continue
		}
		grafts = append(grafts, plan.Graft{Of: r, Made: made, Leads: g.leads(), Templates: g.made})
		g.declare(sys, made)
	}
	p.Graft(grafts)
}

// unmodelled stands for a declaration that nothing can be made of: the provider refuses it, or can't tell yet.
func unmodelled(r *plan.Resource, err error) *model.Unmodelled {
	return &model.Unmodelled{Why: strings.ReplaceAll(err.Error(), "\n", "; "), Head: headOf(r)}
}

func headOf(r *plan.Resource) model.Head {
	at := model.PlaceOf(r.Address, "")
	return model.Head{
		Cloud: model.AWS, Address: r.Address, Type: r.Type, Managed: true,
		Name: model.NotSet[string](at), ID: model.NotSet[string](at),
	}
}

// declare notes what made resources are a part of.
func (g *grafting) declare(sys *model.System, made *plan.Plan) {
	d := &model.Declaration{
		Head: headOf(g.of), Exceptions: exceptionsOf(g.of), Loosened: g.loosened, Remedies: remedies(), FoundAs: foundAs(),
	}
	places := &Declared{places: g.made.places}
	for _, one := range made.Resources {
		address := one.Address
		sys.Declarations[address] = &model.Part{Of: d, Attribute: func(attribute string) string {
			return planPath(places.Locate(address, attribute))
		}}
	}
}

// planPath writes a declared attribute as plans do, which is how findings name places: aws.permissions.0.
func planPath(declared string) string {
	return strings.TrimSuffix(strings.NewReplacer(`["`, ".", `"]`, "", "[", ".", "]", "").Replace(declared), ".")
}

// grafting is one declaration of a plan on its way to what it amounts to.
type grafting struct {
	gaps
	number   int // tells the names of what it amounts to apart from those of others
	made     *synthesis
	loosened []model.Loosened
}

func (g *grafting) make() (*plan.Plan, error) {
	synthesise := g.trigger
	if g.of.Type == functionType {
		synthesise = g.function
	}
	if err := synthesise(); err != nil {
		return nil, err
	}
	return g.made.plan(context.Background())
}

func (g *grafting) function() error {
	value := g.declaration()
	declared := spec.ReadFunction(value)
	if declared.Source.SHA256 == "" {
		declared.Source.SHA256 = value.Get("code_sha256").Text() // the provider has hashed the code for the plan
	}
	want, err := harden.MakeFunction(declared, g.scope())
	if err != nil {
		return err
	}
	g.loosened = loosenedFunction(&declared)
	g.made = newSynthesis(want.Scope, declared.Unknown, g)
	g.made.function(&declared, &want)
	return nil
}

func (g *grafting) trigger() error {
	declared := spec.ReadTrigger(g.declaration())
	g.loosened = loosenedTrigger(declared)
	// Whether what is left out is excused is for the rules to say; here it is only asked what it amounts to.
	declared.Exceptions = []spec.Exception{{Rule: unvalidated}, {Rule: unfiltered}}
	want, err := harden.MakeTrigger(declared, g.scope())
	if err != nil {
		return err
	}
	g.made = newSynthesis(want.Scope, declared.Unknown, g)
	g.made.trigger(&declared, &want)
	return nil
}

func (g *grafting) declaration() plannedValue { return plannedValue{Value: g.of.After, gaps: &g.gaps} }

// scope is where the declaration is made, as far as its own ARN, or its function's, tells.
func (g *grafting) scope() harden.Scope {
	for _, attribute := range []string{"arn", "function"} {
		p := strings.SplitN(g.of.Attr(attribute).Text(), ":", 6)
		if len(p) == 6 && p[0] == "arn" && p[3] != "" && p[4] != "" {
			return harden.Scope{Partition: p[1], Region: p[3], Account: p[4]}
		}
	}
	return harden.UnknownScope()
}

// address is that of a resource that the declaration amounts to. No resource of a plan can have it.
func (g *grafting) address(typ, name string) string {
	return g.of.Address + "‹" + typ + "." + name + "›"
}

// leads say which of these resources other resources mean when they refer to the declaration.
func (g *grafting) leads() map[string]plan.Lead {
	to := func(typ, name, attribute string) plan.Lead {
		return plan.Lead{Address: g.address(typ, name), Attribute: attribute}
	}
	all := map[string]plan.Lead{
		"role_arn": to("aws_iam_role", "own", "arn"), "kms_key_arn": to("aws_kms_key", "own", "arn"),
		"dead_letter_arn": to("aws_sqs_queue", "dead_letter", "arn"), "dead_letter_url": to("aws_sqs_queue", "dead_letter", "url"),
		"log_group_name": to("aws_cloudwatch_log_group", "own", "name"),
	}
	if g.of.Type == triggerType {
		all["rest_api_id"] = to("aws_api_gateway_rest_api", "own", "id")
		all["endpoint"] = to("aws_api_gateway_stage", "own", "invoke_url")
		all["domain_target"] = to("aws_api_gateway_domain_name", "own", "regional_domain_name")
		return all
	}
	all["role_name"] = to("aws_iam_role", "own", "name")
	all["log_group_arn"] = to("aws_cloudwatch_log_group", "own", "arn")
	for attribute, own := range map[string]string{
		"": "", "id": "arn", "arn": "arn", "name": "function_name", "invoke_arn": "invoke_arn", "alias_arn": "qualified_arn",
		"version_arn": "qualified_arn", "version": "version",
	} {
		all[attribute] = to("aws_lambda_function", "own", own)
	}
	return all
}

// known gives what the plan knows of an attribute that has its value from the cloud.
func (g *grafting) known(typ, name, attribute string) (text string, ok bool) {
	for declared, lead := range g.leads() {
		if lead == (plan.Lead{Address: g.address(typ, name), Attribute: attribute}) && declared != "" {
			if text := g.of.Attr(declared).Text(); text != "" {
				return text, true
			}
		}
	}
	return "", false
}

// referencesOf gives the references of a declared attribute that is known. Those of one that stands in another, as all do
// that stand in aws, can't be told from its neighbours'; its value leads on.
func (g *grafting) referencesOf(declared string) []string {
	path := planPath(strings.TrimSuffix(declared, ".*"))
	if path == "" || strings.Contains(path, ".") || g.of.Attr(path).IsAbsent() {
		return nil
	}
	return g.of.References(path)
}

// unsaid is the reference of what only the cloud tells: an attribute of the declaration itself.
func (g *grafting) unsaid() string { return g.of.Type + "." + g.of.Name + ".hardened" }
