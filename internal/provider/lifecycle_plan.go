package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// planner is the part of a kind that plans need.
type planner[D, W any] interface {
	// declare reads a plan or state, with the provider's default tags.
	declare(value tftypes.Value, defaultTags map[string]string) D
	// complete adds what stands outside of the configuration: the code's hash. A problem may still be solved by an apply
	// that makes the code.
	complete(D) (declared D, problem *harden.FieldError)
	unknowns(D) spec.Unknowns
	exceptions(D) []spec.Exception
	harden(D, harden.Scope) (W, error)
	// system is the declaration as rules see it, and tells which attribute a finding is about.
	system(ctx context.Context, declared D, want W) (*model.System, locator, error)
	loosened(D) []loosened
	hardened(W) map[string]string
	// outputs are the computed attributes, each with the inputs that it follows; one without never changes.
	outputs() map[string][]string
	// planned gives outputs that are known at plan time.
	planned(W) map[string]string
	// replaced are attributes whose change makes the resource anew.
	replaced(have, want D) []string
}

// accept hardens and judges a declaration; ok is false when it is refused or, at plan time, not known well enough to be
// hardened.
func (l *lifecycle[D, W, S]) accept(ctx context.Context, declared D, scope harden.Scope, diags *diag.Diagnostics) (want W, ok bool) {
	unknowns, before := l.kind.unknowns(declared), diags.ErrorsCount()
	want, err := l.kind.harden(declared, scope)
	excuses := newExceptions(l.kind.exceptions(declared), l.now())
	if err != nil {
		fieldErrors(err, unknowns, diags)
		excuses.check(diags)
		return want, false
	}
	sys, where, err := l.kind.system(ctx, declared, want)
	if err != nil {
		diags.AddError("Cannot judge the "+l.kind.noun(), sentence(err.Error()))
		return want, false
	}
	judge(ctx, sys, where, l.kind.loosened(declared), excuses, unknowns, diags)
	return want, diags.ErrorsCount() == before
}

func (l *lifecycle[D, W, S]) now() time.Time {
	if l.clouds == nil {
		return time.Now()
	}
	return l.clouds.now()
}

// modifyPlan judges what is declared and plans what the schema alone cannot: hardened settings and outputs.
func (l *lifecycle[D, W, S]) modifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() || l.clouds == nil {
		return // destroyed, or only validated
	}
	declared, problem := l.kind.complete(l.kind.declare(req.Plan.Raw, l.defaultTags()))
	if problem != nil {
		resp.Diagnostics.AddAttributeWarning(attributePath(problem.Path), "Code is not there yet",
			sentence(problem.Problem)+" It is read again at apply.")
	}
	want, ok := l.accept(ctx, declared, l.scope(ctx, &resp.Diagnostics), &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	l.planHardened(ctx, declared, want, ok, resp)
	if req.State.Raw.IsNull() {
		return
	}
	l.planReplacement(declared, req, resp)
	l.planOutputs(ctx, want, ok, req, resp)
}

// scope is where the resource will be. Where AWS cannot be asked, a plan is made all the same: it can be judged.
func (l *lifecycle[D, W, S]) scope(ctx context.Context, diags *diag.Diagnostics) harden.Scope {
	if !l.clouds.known {
		return harden.UnknownScope()
	}
	deployer, err := l.clouds.AWS(ctx)
	if err == nil {
		var scope harden.Scope
		if scope, err = deployer.Scope(ctx); err == nil {
			return scope
		}
	}
	diags.AddWarning("AWS cannot be asked", fmt.Sprintf(
		"%s What depends on account and region is known only after apply.", sentence(err.Error())))
	return harden.UnknownScope()
}

// planHardened plans the settings that have no attribute of their own, so that drift in them is a difference too. Some
// are made of others, as hashes, so that none is planned before all that is declared is known.
func (l *lifecycle[D, W, S]) planHardened(ctx context.Context, declared D, want W, ok bool, resp *resource.ModifyPlanResponse) {
	planned := types.MapUnknown(types.StringType)
	if ok && len(l.kind.unknowns(declared)) == 0 && !hasGap(want) {
		values := map[string]attr.Value{}
		for name, text := range l.kind.hardened(want) {
			values[name] = types.StringValue(text)
		}
		planned = types.MapValueMust(types.StringType, values)
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("hardened"), planned)...)
}

// hasGap tells whether a desired state depends on what is known only after apply.
func hasGap(want any) bool {
	for _, text := range flatSettings(want, nil) {
		if !spec.IsKnown(text) {
			return true
		}
	}
	return false
}

func (l *lifecycle[D, W, S]) planReplacement(declared D, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	have := l.kind.declare(req.State.Raw, nil)
	for _, name := range l.kind.replaced(have, declared) {
		resp.RequiresReplace = append(resp.RequiresReplace, attributePath(name))
	}
}

// planOutputs says which outputs an update may change: those whose inputs change, and those that are missing.
func (l *lifecycle[D, W, S]) planOutputs(ctx context.Context, want W, ok bool, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var planned map[string]string
	if ok {
		planned = l.kind.planned(want)
	}
	for name, text := range planned {
		if text != "" && spec.IsKnown(text) {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(name), types.StringValue(text))...)
		}
	}
	changed := changedInputs(req.State.Raw, resp.Plan.Raw)
	if len(changed) == 0 {
		return
	}
	state := terraformValue{req.State.Raw}
	for name, inputs := range l.kind.outputs() {
		if text := planned[name]; text != "" && spec.IsKnown(text) {
			continue
		}
		value := types.StringUnknown()
		if old := state.Get(name); !old.IsAbsent() && !slices.ContainsFunc(inputs, func(input string) bool { return touches(changed, input) }) {
			value = types.StringValue(old.Text())
		}
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(name), value)...)
	}
}

// changedInputs are the paths at which a plan differs from the state, other than outputs that are merely not known yet.
func changedInputs(state, plan tftypes.Value) []string {
	differences, err := state.Diff(plan)
	if err != nil {
		return nil
	}
	var changed []string
	for _, d := range differences {
		if steps := d.Path.Steps(); len(steps) > 0 && !onlyUnknown(d) {
			changed = append(changed, dotted(steps))
		}
	}
	return changed
}

func onlyUnknown(d tftypes.ValueDiff) bool {
	return len(d.Path.Steps()) == 1 && d.Value2 != nil && !d.Value2.IsKnown() && !isHardened(d)
}

func isHardened(d tftypes.ValueDiff) bool { return dotted(d.Path.Steps()) == "hardened" }

// dotted writes the names of a path, without indices and keys.
func dotted(steps []tftypes.AttributePathStep) string {
	var names []string
	for _, s := range steps {
		if name, ok := s.(tftypes.AttributeName); ok {
			names = append(names, string(name))
		}
	}
	return strings.Join(names, ".")
}

// touches tells whether one of the changes is at an input or in it; every change touches "*".
func touches(changed []string, input string) bool {
	return slices.ContainsFunc(changed, func(c string) bool { return input == "*" || within(c, input) || within(input, c) })
}
