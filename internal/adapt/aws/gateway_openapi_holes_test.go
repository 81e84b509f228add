package aws

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/source"
)

// TestOpenAPIWithHoles follows the references in a definition that the plan does not hold.
func TestOpenAPIWithHoles(t *testing.T) {
	dir := filepath.Join("testdata", "gateway_openapi_template")
	p, err := plan.ReadFile(context.Background(), filepath.Join(dir, "plan.json"), plan.Options{Keep: keeper()})
	if err != nil {
		t.Fatal(err)
	}
	tree, err := source.Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	p.SetTemplates(tree)
	tree.SetValues(p.Text)
	tree.SetPlan(p)
	sys := &model.System{}
	adaptAll(p, sys)
	equal(t, "endpoints", len(sys.Endpoints), 1)
	e := sys.Endpoints[0]
	equal(t, "name", shown(e.Name), "POST /orders")
	equal(t, "authentication", shown(e.Auth), "token")
	equal(t, "function", leads(e.Function), "aws_lambda_function.orders")
	equal(t, "pool", leads(e.Authorizer.To[0].UserPools[0]), "aws_cognito_user_pool.customers")
}

// TestHolesThatDecide: a piece may be missing where it names a target, and nowhere else.
func TestHolesThatDecide(t *testing.T) {
	hole := string(rune(base.FirstSign))
	for _, c := range []struct {
		doc node
		ok  bool
	}{
		{node{"x": map[string]any{"uri": hole}}, true},
		{node{"x": map[string]any{"uri": "arn:" + hole + "/x"}}, true},
		{node{"providerARNs": []any{hole}}, true},
		{node{"requestTemplates": map[string]any{"application/json": "Action=" + hole}}, true},
		{node{"issuer": "https://login/" + hole}, true},
		{node{"issuer": hole}, false},
		{node{"type": hole}, false},
		{node{"security": []any{map[string]any{hole: nil}}}, false},
		{node{"paths": map[string]any{"/" + hole: nil}}, false},
		{node{"a": 1.0, "b": nil, "c": true, "d": "text"}, true},
	} {
		text := holedText{base.Holed{Holes: []plan.Part{{Address: "aws_lambda_function.f", Attribute: "invoke_arn"}}}}
		if got := text.filler().Fill(c.doc, false); got != c.ok {
			t.Errorf("%v: got %v", c.doc, got)
		}
	}
}

func TestPlainAddress(t *testing.T) {
	for uri, want := range map[string]string{
		"http://a": "true", "https://a": "false", "${aws_lb.a.dns_name}/x": "unknown: ${aws_lb.a.dns_name}/x is known only after apply",
		"http://${aws_lb.a.dns_name}": "true", "${stageVariables.backend}": "false",
	} {
		equal(t, uri, plainAddress(uri).String(), want)
	}
}
