package provider_test

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// moved asks the provider to take over a resource's state.
func moved(t *testing.T, typ, address string, state any) *tfprotov6.MoveResourceStateResponse {
	t.Helper()
	server, err := serve(newAccount())["slsguard"]()
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(state)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.MoveResourceState(t.Context(), &tfprotov6.MoveResourceStateRequest{
		SourceProviderAddress: address, SourceTypeName: typ, TargetTypeName: "slsguard_secure_function",
		SourceState: &tfprotov6.RawState{JSON: data},
	})
	if err != nil {
		t.Fatal(err)
	}
	return resp
}

func TestMoveFromLambdaFunction(t *testing.T) {
	resp := moved(t, "aws_lambda_function", "registry.terraform.io/hashicorp/aws", map[string]any{
		"function_name": "orders", "arn": functionARN, "runtime": "python3.13", "handler": "app.handler", "memory_size": 512,
		"timeout": 3, "environment": []any{map[string]any{"variables": map[string]string{"TABLE": "orders"}}},
		"architectures": []string{"x86_64"}, "filename": "build/orders.zip", "tags": map[string]string{"team": "orders"},
		"an_attribute_of_tomorrow": true,
	})
	for _, d := range resp.Diagnostics {
		t.Fatalf("%s: %s", d.Summary, d.Detail)
	}
	state := attributesOf(t, resp.TargetState)
	for name, want := range map[string]string{
		"name": "orders", "arn": functionARN, "id": functionARN, "runtime": "python3.13", "handler": "app.handler",
	} {
		var got string
		if err := state[name].As(&got); err != nil || got != want {
			t.Errorf("%s is %q, want %q (%v)", name, got, want, err)
		}
	}
	if len(resp.TargetPrivate) == 0 {
		t.Error("nobody will know that the function exists")
	}
}

func attributesOf(t *testing.T, state *tfprotov6.DynamicValue) map[string]tftypes.Value {
	t.Helper()
	server, err := serve(nil)["slsguard"]()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	value, err := state.Unmarshal(schema.ResourceSchemas["slsguard_secure_function"].ValueType())
	if err != nil {
		t.Fatal(err)
	}
	var attributes map[string]tftypes.Value
	if err := value.As(&attributes); err != nil {
		t.Fatal(err)
	}
	return attributes
}

func TestMoveRefuses(t *testing.T) {
	for name, test := range map[string]struct{ typ, address string }{
		"another type":     {"aws_lambda_alias", "registry.terraform.io/hashicorp/aws"},
		"another provider": {"aws_lambda_function", "registry.terraform.io/example/aliens"},
	} {
		t.Run(name, func(t *testing.T) {
			resp := moved(t, test.typ, test.address, map[string]any{"function_name": "orders", "arn": functionARN})
			if len(resp.Diagnostics) == 0 {
				t.Error("was moved")
			}
		})
	}
}
