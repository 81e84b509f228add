package provider

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// ImportState finds every object of a function by its name, ARN or identity.
func (r *secureFunction) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	id := importID(ctx, req, &resp.Diagnostics)
	deployer, err := r.clouds.AWS(ctx)
	if err != nil {
		resp.Diagnostics.AddError("Cannot use AWS", sentence(err.Error()))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	found, err := deployer.ImportFunction(ctx, id)
	if err != nil {
		resp.Diagnostics.AddError("Cannot import the function", sentence(err.Error()))
		return
	}
	r.adopt(ctx, found, &resp.State, &resp.Diagnostics)
	r.record(ctx, resp.Private, found, &resp.Diagnostics)
	resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root("arn"), found.Computed["arn"])...)
}

// importID is what the user gave: an id, or from Terraform 1.12 an identity.
func importID(ctx context.Context, req resource.ImportStateRequest, diags *diag.Diagnostics) string {
	if req.ID != "" {
		return req.ID
	}
	var arn string
	diags.Append(req.Identity.GetAttribute(ctx, path.Root("arn"), &arn)...)
	return arn
}

// adopt writes what was found as if it had been declared. What is the hardened default is left out, as most users would.
func (r *secureFunction) adopt(ctx context.Context, found cloud.FunctionState, state *tfsdk.State, diags *diag.Diagnostics) {
	f := found.Settings
	set := func(at path.Path, value any) { diags.Append(state.SetAttribute(ctx, at, value)...) }
	declared := spec.Function{Secrets: foundSecrets(f.Environment)}
	set(path.Root("name"), f.Name)
	for _, b := range functionBindings() {
		if value := b.get(f, declared); !value.IsNull() {
			set(b.path, value)
		}
	}
	set(path.Root("aws").AtName("publish"), f.Publish)
	set(path.Root("tags"), mapValue(untagged(f.Tags, r.defaultTags())))
	if permissions := declaredPermissions(f.Role.Policy); len(permissions) > 0 {
		set(path.Root("aws").AtName("permissions"), permissions)
	}
	if f.Code.Image != "" {
		set(path.Root("source").AtName("image"), f.Code.Image)
	}
	r.settle(ctx, state, found, f, diags)
}

// foundSecrets are the variables that hold the ARN of a secret or a parameter, which is how secrets are declared.
func foundSecrets(environment map[string]string) map[string]string {
	secrets := maps.Clone(environment)
	maps.DeleteFunc(secrets, func(_, value string) bool {
		a, err := parseARN(value)
		return err != nil || a.Service != "secretsmanager" && (a.Service != "ssm" || !strings.HasPrefix(a.Resource, "parameter/"))
	})
	return secrets
}

// permissionModel is one of a function's permissions, as the state has it.
type permissionModel struct {
	Actions    []string  `tfsdk:"actions"`
	Resources  []string  `tfsdk:"resources"`
	Conditions types.Map `tfsdk:"conditions"`
}

// declaredPermissions are the statements of a role's policy that come from its permissions: package harden numbers them.
func declaredPermissions(policy harden.Policy) []permissionModel {
	declared := regexp.MustCompile(`^Declared[0-9]+$`)
	var all []permissionModel
	for _, s := range policy.Statements {
		if declared.MatchString(s.Sid) {
			all = append(all, permissionModel{s.Actions, s.Resources, conditionsValue(s.Conditions)})
		}
	}
	return all
}

func conditionsValue(conditions map[string]map[string][]string) types.Map {
	valuesType := types.ListType{ElemType: types.StringType}
	keysType := types.MapType{ElemType: valuesType}
	if len(conditions) == 0 {
		return types.MapNull(keysType)
	}
	operators := map[string]attr.Value{}
	for operator, keys := range conditions {
		byKey := map[string]attr.Value{}
		for key, values := range keys {
			byKey[key] = listValue(values)
		}
		operators[operator] = types.MapValueMust(valuesType, byKey)
	}
	return types.MapValueMust(keysType, operators)
}

// MoveState takes over a function from aws_lambda_function, for moved blocks. Only the function moves: its role, log
// group and whatever else it used stay where they are, and the next apply makes those of its own.
func (r *secureFunction) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{{StateMover: r.moveLambda}}
}

// lambdaState is what is needed of aws_lambda_function's state; its versions differ in the rest.
type lambdaState struct {
	Name        string `json:"function_name"`
	ARN         string `json:"arn"`
	Description string `json:"description"`
	Runtime     string `json:"runtime"`
	Handler     string `json:"handler"`
	Memory      int    `json:"memory_size"`
	Timeout     int    `json:"timeout"`
	Environment []struct {
		Variables map[string]string `json:"variables"`
	} `json:"environment"`
	Architectures []string          `json:"architectures"`
	Layers        []string          `json:"layers"`
	Image         string            `json:"image_uri"`
	File          string            `json:"filename"`
	Tags          map[string]string `json:"tags"`
}

func (r *secureFunction) moveLambda(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	if req.SourceTypeName != "aws_lambda_function" || !strings.HasSuffix(req.SourceProviderAddress, "hashicorp/aws") {
		return
	}
	var from lambdaState
	if err := json.Unmarshal(req.SourceRawState.JSON, &from); err != nil || from.ARN == "" {
		resp.Diagnostics.AddError("Cannot move the function", fmt.Sprintf("The state of aws_lambda_function cannot be read: %v.", err))
		return
	}
	moved := cloud.FunctionState{
		Objects:  cloud.Objects{}.With(functionObject, from.ARN),
		Settings: from.settings(),
		Computed: map[string]string{"id": from.ARN, "arn": from.ARN},
	}
	r.adopt(ctx, moved, &resp.TargetState, &resp.Diagnostics)
	if from.File != "" {
		resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root("source").AtName("path"), from.File)...)
	}
	r.record(ctx, resp.TargetPrivate, moved, &resp.Diagnostics)
	resp.Diagnostics.Append(resp.TargetIdentity.SetAttribute(ctx, path.Root("arn"), from.ARN)...)
}

// functionObject is the kind of object under which package cloud/aws records the function itself.
const functionObject = "function"

func (s lambdaState) settings() harden.Function {
	f := harden.Function{
		Name: s.Name, Description: s.Description, Runtime: s.Runtime, Handler: s.Handler, Memory: s.Memory, Timeout: s.Timeout,
		Code: harden.Code{Image: s.Image}, Layers: s.Layers, Tags: s.Tags,
	}
	if i := slices.IndexFunc(s.Architectures, func(a string) bool { return a != "" }); i >= 0 {
		f.Architecture = s.Architectures[i]
	}
	for _, e := range s.Environment {
		f.Environment = e.Variables
	}
	return f
}
