package provider

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// lifecycle is what both resources do alike. Each is made of several cloud objects, so that a run may leave half of
// one: what exists is kept in private state, and the next apply goes on from there.
type lifecycle[D, W, S any] struct {
	kind   kind[D, W, S]
	clouds *connected // nil until the provider is configured
}

// configure takes what the provider hands to its resources.
func (l *lifecycle[D, W, S]) configure(req resource.ConfigureRequest) {
	if c, ok := req.ProviderData.(*connected); ok {
		l.clouds = c
	}
}

// defaultTags are the provider's; none before it is configured, as when a state is moved.
func (l *lifecycle[D, W, S]) defaultTags() map[string]string {
	if l.clouds == nil {
		return nil
	}
	return l.clouds.settings.DefaultTags
}

// recordKey is where the state of the cloud objects is kept in private state.
const recordKey = "state"

// keeper is private state, which Terraform stores with a resource and shows nobody.
type keeper interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// recorded gives what is known to exist; the zero value when nothing is.
func (l *lifecycle[D, W, S]) recorded(ctx context.Context, private keeper, diags *diag.Diagnostics) S {
	data, d := private.GetKey(ctx, recordKey)
	diags.Append(d...)
	return readRecord[S](data, diags)
}

func readRecord[S any](data []byte, diags *diag.Diagnostics) S {
	var have S
	if len(data) == 0 {
		return have
	}
	if err := json.Unmarshal(data, &have); err != nil {
		diags.AddError("Damaged state", fmt.Sprintf("The record of what the resource made cannot be read: %s.", err))
	}
	return have
}

func (l *lifecycle[D, W, S]) record(ctx context.Context, private keeper, have S, diags *diag.Diagnostics) {
	data, err := json.Marshal(have)
	if err != nil {
		diags.AddError("Cannot record the resource", sentence(err.Error()))
		return
	}
	diags.Append(private.SetKey(ctx, recordKey, data)...)
}

func (l *lifecycle[D, W, S]) create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, cancel := limit(ctx, req.Plan, "create", &resp.Diagnostics)
	defer cancel()
	var nothing S
	made, want, ok := l.deploy(ctx, req.Plan, nothing, &resp.Diagnostics)
	if len(l.kind.objects(made)) == 0 {
		return
	}
	// What exists is kept, even when the rest failed: Terraform then marks the resource as tainted, and the next apply
	// removes it with everything that it left.
	resp.State.Raw = req.Plan.Raw
	l.settle(ctx, &resp.State, made, want, &resp.Diagnostics)
	l.record(ctx, resp.Private, made, &resp.Diagnostics)
	if !ok {
		l.noteUnfinished(ctx, &resp.State, made, &resp.Diagnostics)
	}
	if arn := l.arn(made); ok || arn != "" {
		resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root("arn"), arn)...)
	}
}

// noteUnfinished keeps the record in the state too: Terraform does not hand the private state of a tainted resource to
// its deletion, and so nobody would know what to delete.
func (l *lifecycle[D, W, S]) noteUnfinished(ctx context.Context, state *tfsdk.State, made S, diags *diag.Diagnostics) {
	data, err := json.Marshal(made)
	if err != nil {
		diags.AddError("Cannot record the resource", sentence(err.Error()))
		return
	}
	diags.Append(state.SetAttribute(ctx, path.Root("unfinished"), string(data))...)
}

// unfinished gives what a failed create left, as noted in the state.
func (l *lifecycle[D, W, S]) unfinished(state tfsdk.State, diags *diag.Diagnostics) S {
	return readRecord[S]([]byte(terraformValue{state.Raw}.Get("unfinished").Text()), diags)
}

func (l *lifecycle[D, W, S]) update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, cancel := limit(ctx, req.Plan, "update", &resp.Diagnostics)
	defer cancel()
	have := l.recorded(ctx, req.Private, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	made, want, ok := l.deploy(ctx, req.Plan, have, &resp.Diagnostics)
	l.record(ctx, resp.Private, made, &resp.Diagnostics)
	if !ok {
		return // the old state stays, so that the next plan shows again what is missing
	}
	resp.State.Raw = req.Plan.Raw
	l.settle(ctx, &resp.State, made, want, &resp.Diagnostics)
	resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root("arn"), l.arn(made))...)
}

// deploy judges the declaration once more, now that everything is known, and brings what exists to what is wanted.
// It gives what exists afterwards, also when it failed.
func (l *lifecycle[D, W, S]) deploy(ctx context.Context, plan tfsdk.Plan, have S, diags *diag.Diagnostics) (made S, want W, ok bool) {
	deployer, err := l.clouds.AWS(ctx)
	if err != nil {
		diags.AddError("Cannot use AWS", sentence(err.Error()))
		return have, want, false
	}
	scope, err := deployer.Scope(ctx)
	if err != nil {
		diags.AddError("Cannot use AWS", sentence(err.Error()))
		return have, want, false
	}
	declared, problem := l.kind.complete(l.kind.declare(plan.Raw, l.defaultTags()))
	if problem != nil {
		diags.AddAttributeError(attributePath(problem.Path), "Cannot read the code", sentence(problem.Problem))
		return have, want, false
	}
	want, ok = l.accept(ctx, declared, scope, diags)
	if !ok || !l.asPlanned(plan, want, diags) {
		return have, want, false
	}
	made, err = l.kind.apply(l.masked(ctx, declared), deployer, have, want, func(s S) {
		have = s
		l.progress(ctx, s)
	})
	if err != nil {
		verb := "update"
		if l.arn(have) == "" {
			verb = "create"
		}
		diags.AddError("Cannot "+verb+" the "+l.kind.noun(), failure(ctx, err))
		return l.furthest(have, made), want, false
	}
	return made, want, true
}

// arn is that of the main object; "" while there is none.
func (l *lifecycle[D, W, S]) arn(have S) string { return l.kind.computed(have)["arn"] }

// asPlanned refuses what has changed since the plan was made, such as code: it is not what was approved.
func (l *lifecycle[D, W, S]) asPlanned(plan tfsdk.Plan, want W, diags *diag.Diagnostics) bool {
	planned := terraformValue{plan.Raw}
	for name, text := range l.kind.planned(want) {
		was := planned.Get(name).Text()
		if was != "" && spec.IsKnown(was) && was != text {
			diags.AddError("Changed since the plan", fmt.Sprintf("%s was %s when Terraform planned and is %s now. Plan again.", name, was, text))
			return false
		}
	}
	return true
}

// furthest: a deployer that fails gives what exists; one that could not even say that leaves what it last recorded.
func (l *lifecycle[D, W, S]) furthest(recorded, returned S) S {
	if len(l.kind.objects(returned)) == 0 {
		return recorded
	}
	return returned
}

// settle writes what the cloud decided into the state: outputs and hardened settings.
func (l *lifecycle[D, W, S]) settle(ctx context.Context, state *tfsdk.State, made S, want W, diags *diag.Diagnostics) {
	computed := l.kind.computed(made)
	for name := range l.kind.outputs() {
		diags.Append(state.SetAttribute(ctx, path.Root(name), textOrNull(computed[name]))...)
	}
	diags.Append(state.SetAttribute(ctx, path.Root("hardened"), l.kind.hardened(want))...)
}

func (l *lifecycle[D, W, S]) delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, cancel := limit(ctx, req.State, "delete", &resp.Diagnostics)
	defer cancel()
	have := l.recorded(ctx, req.Private, &resp.Diagnostics)
	if len(l.kind.objects(have)) == 0 {
		have = l.unfinished(req.State, &resp.Diagnostics)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	deployer, err := l.clouds.AWS(ctx)
	if err != nil {
		resp.Diagnostics.AddError("Cannot use AWS", sentence(err.Error()))
		return
	}
	err = l.kind.remove(ctx, deployer, have, func(s S) {
		have = s
		l.progress(ctx, s)
	})
	if err != nil {
		resp.Diagnostics.AddError("Cannot delete the "+l.kind.noun(), failure(ctx, err))
		l.record(ctx, resp.Private, have, &resp.Diagnostics)
		l.noteUnfinished(ctx, &resp.State, have, &resp.Diagnostics)
	}
}

// progress tells TF_LOG readers how far an apply has come.
func (l *lifecycle[D, W, S]) progress(ctx context.Context, s S) {
	objects := l.kind.objects(s)
	fields := map[string]any{"resource": l.kind.noun(), "objects": len(objects)}
	if len(objects) > 0 {
		last := objects[len(objects)-1]
		fields["last_kind"], fields["last_id"] = last.Kind, last.ID
	}
	tflog.Info(ctx, "slsguard: progress", fields)
}

// masked keeps the values of variables out of all logs: they should be no secrets, but who knows.
func (l *lifecycle[D, W, S]) masked(ctx context.Context, declared D) context.Context {
	for _, value := range l.kind.confidential(declared) {
		// Short values would blank out half of every line.
		if len(value) >= 6 {
			ctx = tflog.MaskAllFieldValuesStrings(ctx, value)
			ctx = tflog.MaskMessageStrings(ctx, value)
		}
	}
	return ctx
}

// attributed is a plan or a state.
type attributed interface {
	GetAttribute(ctx context.Context, path path.Path, target any) diag.Diagnostics
}

// limit bounds an operation by the resource's timeouts block.
func limit(ctx context.Context, from attributed, operation string, diags *diag.Diagnostics) (context.Context, context.CancelFunc) {
	var t timeouts.Value
	diags.Append(from.GetAttribute(ctx, path.Root("timeouts"), &t)...)
	bound, d := map[string]func() (time.Duration, diag.Diagnostics){
		"create": func() (time.Duration, diag.Diagnostics) { return t.Create(ctx, 20*time.Minute) },
		"read":   func() (time.Duration, diag.Diagnostics) { return t.Read(ctx, 5*time.Minute) },
		"update": func() (time.Duration, diag.Diagnostics) { return t.Update(ctx, 20*time.Minute) },
		"delete": func() (time.Duration, diag.Diagnostics) { return t.Delete(ctx, 45*time.Minute) },
	}[operation]()
	diags.Append(d...)
	return context.WithTimeout(ctx, bound)
}

// failure is an error for the user, who should know when it was the clock and not the cloud that ended it.
func failure(ctx context.Context, err error) string {
	text := sentence(err.Error())
	switch ctx.Err() {
	case context.DeadlineExceeded:
		text += " The time that the resource's timeouts block allows was over."
	case context.Canceled:
		text += " The run was interrupted."
	}
	return text + " What exists by now is in the state: apply again to go on."
}

// kind is what the two resources do differently. D is the declaration, W the hardened desired state, S what exists.
type kind[D, W, S any] interface {
	noun() string

	planner[D, W]

	apply(context.Context, cloud.Deployer, S, W, func(S)) (S, error)
	read(context.Context, cloud.Deployer, S) (S, bool, error)
	remove(context.Context, cloud.Deployer, S, func(S)) error

	objects(S) cloud.Objects
	settings(S) W
	computed(S) map[string]string
	tags(W) map[string]string
	// confidential are values that no log may show.
	confidential(D) []string
}
