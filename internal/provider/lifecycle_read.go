package provider

import (
	"context"
	"errors"
	"maps"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// binding ties a setting in the cloud to the attribute that declares it.
type binding[D, W any] struct {
	path path.Path
	// get gives the attribute that declares a setting as it is in w; d is the declaration in the state, which tells apart
	// what has become one in the cloud. It is nil where the attribute would be left out.
	get func(w W, d D) attr.Value
}

func (l *lifecycle[D, W, S]) refresh(ctx context.Context, bindings func(D) []binding[D, W], req resource.ReadRequest, resp *resource.ReadResponse) {
	ctx, cancel := limit(ctx, req.State, "read", &resp.Diagnostics)
	defer cancel()
	have := l.recorded(ctx, req.Private, &resp.Diagnostics)
	deployer, err := l.clouds.AWS(ctx)
	if errors.Is(err, errUnknownSettings) {
		resp.Diagnostics.AddWarning("Not refreshed", sentence(err.Error())+" The resource is taken to be as it was.")
		return
	}
	if err != nil {
		resp.Diagnostics.AddError("Cannot use AWS", sentence(err.Error()))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	found, ok, err := l.kind.read(ctx, deployer, have)
	switch {
	case err != nil:
		resp.Diagnostics.AddError("Cannot read the "+l.kind.noun(), failure(ctx, err))
	case !ok:
		l.vanish(ctx, req, resp)
	default:
		l.mirror(ctx, deployer.Scope, bindings, found, &resp.State, &resp.Diagnostics)
		l.record(ctx, resp.Private, found, &resp.Diagnostics)
		l.identify(ctx, found, resp)
	}
}

// vanish removes a resource of which nothing is left. Terraform wants an identity even then.
func (l *lifecycle[D, W, S]) vanish(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	arn := terraformValue{req.State.Raw}.Get("arn").Text()
	resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root("arn"), arn)...)
	resp.State.RemoveResource(ctx)
}

// identify keeps the identity up to date. A main object that is gone and comes back may have another ARN, but until
// then the resource keeps the one that it had.
func (l *lifecycle[D, W, S]) identify(ctx context.Context, found S, resp *resource.ReadResponse) {
	arn := l.arn(found)
	if arn == "" {
		arn = terraformValue{resp.State.Raw}.Get("id").Text()
	}
	resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root("arn"), arn)...)
}

type scoper = func(context.Context) (harden.Scope, error)

// mirror shows in the state what the cloud has, where it is not what the state's declaration asks for. What is as it
// should be stays as the user wrote it.
func (l *lifecycle[D, W, S]) mirror(ctx context.Context, scope scoper, bindings func(D) []binding[D, W], found S, state *tfsdk.State, diags *diag.Diagnostics) {
	where, err := scope(ctx)
	if err != nil {
		diags.AddError("Cannot use AWS", sentence(err.Error()))
		return
	}
	declared, actual := l.kind.declare(state.Raw, l.defaultTags()), l.kind.settings(found)
	want, err := l.kind.harden(declared, where)
	for _, b := range bindings(declared) {
		is, shall := b.get(actual, declared), b.get(want, declared)
		if err != nil || !reflect.DeepEqual(is, shall) {
			diags.Append(state.SetAttribute(ctx, b.path, is)...)
		}
	}
	if is, shall := l.kind.tags(actual), l.kind.tags(want); err != nil || !maps.Equal(is, shall) {
		diags.Append(state.SetAttribute(ctx, path.Root("tags"), mapValue(untagged(is, l.defaultTags())))...)
	}
	l.settle(ctx, state, found, actual, diags)
}

// untagged leaves out the tags that the provider gives to everything.
func untagged(all, defaults map[string]string) map[string]string {
	own := maps.Clone(all)
	maps.DeleteFunc(own, func(key, value string) bool {
		def, ok := defaults[key]
		return ok && def == value
	})
	return own
}
