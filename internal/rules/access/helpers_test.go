package access

import (
	"slices"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

func TestConsoleRole(t *testing.T) {
	for _, tt := range []struct {
		arn  string
		want bool
	}{
		{"arn:aws:iam::111122223333:role/service-role/orders-role-a1b2c3d4", true},
		{"arn:aws-cn:iam::111122223333:role/service-role/orders-role-a1b2c3d4", true},
		{"arn:aws:iam::111122223333:role/service-role/a-role-b-role-a1b2c3d4", true},
		{"arn:aws:iam::111122223333:role/service-role/StepFunctions-orders-role-a1b2c3d4e", true},
		{"arn:aws:iam::111122223333:role/lambda_basic_execution", true},
		{"arn:aws:iam::111122223333:role/orders-role-a1b2c3d4", false},
		{"arn:aws:iam::111122223333:role/service-role/orders", false},
		{"arn:aws:iam::111122223333:role/service-role/orders-role-prod", false},
		{"arn:aws:iam::111122223333:role/service-role/orders-role-A1B2C3D4", false},
		{"arn:aws:iam::111122223333:role/service-role/lambda_basic_execution", false},
		{"orders-role-a1b2c3d4", false},
		{"", false},
	} {
		if got := consoleRole(tt.arn); got != tt.want {
			t.Errorf("consoleRole(%q) = %v; want %v", tt.arn, got, tt.want)
		}
	}
}

func TestWild(t *testing.T) {
	const api = "arn:aws:execute-api:eu-west-1:111122223333:"
	for _, tt := range []struct {
		arn  string
		want bool
	}{
		{api + "a1b2c3d4e5/*/*", true},
		{api + "a1b2c3d4e5/*/*/*", true},
		{api + "a1b2c3d4e5/prod/*/*", true},
		{api + "*", true},
		{api + "*/prod/POST/orders", true},
		{api + "a1b2c3d4e5/*/POST/orders", false},
		{api + "a1b2c3d4e5/prod/POST/orders/*", false},
		{api + "a1b2c3d4e5/authorizers/f6g7h8", false},
		{"arn:aws:s3:::orders-*", true},
		{"arn:aws:s3:::orders-?", true},
		{"arn:aws:s3:::orders", false},
		{"arn:aws:sns:eu-west-1:111122223333:*", true},
		{"arn:aws:events:eu-west-1:111122223333:rule/nightly", false},
		{"*", true},
		{"arn:aws:s3", false},
		{"", false},
	} {
		if got := wild(tt.arn); got != tt.want {
			t.Errorf("wild(%q) = %v; want %v", tt.arn, got, tt.want)
		}
	}
}

func user(o model.Object) model.RunsAs { return model.RunsAs{Object: o, Certain: model.True()} }

func workload(k model.WorkloadKind) model.RunsAs { return user(&model.Workload{Kind: k}) }

func TestNeededServices(t *testing.T) {
	function := user(&model.Function{})
	for _, tt := range []struct {
		name  string
		users []model.RunsAs
		want  []string
	}{
		{"nobody", nil, nil},
		{"a function", []model.RunsAs{function}, []string{"edgelambda", "lambda"}},
		{"two functions", []model.RunsAs{function, function}, []string{"edgelambda", "lambda"}},
		{"a state machine", []model.RunsAs{workload(model.StateMachine)}, []string{"states"}},
		{"a pipe", []model.RunsAs{workload(model.Pipe)}, []string{"pipes"}},
		{"a rule and a schedule", []model.RunsAs{workload(model.EventRule), workload(model.Schedule)}, []string{"events", "scheduler"}},
		{"a function and its build", []model.RunsAs{function, workload(model.Build)}, []string{"codebuild", "edgelambda", "lambda"}},
		{"a container, of which it is not known", []model.RunsAs{function, workload(model.OtherCompute)}, nil},
		{"an object that runs nothing", []model.RunsAs{user(&model.Channel{})}, nil},
	} {
		if got := neededServices(&model.Identity{Users: tt.users}); !slices.Equal(got, tt.want) {
			t.Errorf("%s needs %v; want %v", tt.name, got, tt.want)
		}
	}
}

func trusting(principals ...string) []*model.Grant {
	var grants []*model.Grant
	for _, p := range principals {
		grants = append(grants, &model.Grant{Principal: model.Principal{Kind: model.ServicePrincipal, Text: p}})
	}
	return grants
}

func TestJudged(t *testing.T) {
	for _, tt := range []struct {
		name string
		id   model.Identity
		want bool
	}{
		{"nothing known", model.Identity{}, false},
		{"a function", model.Identity{Users: []model.RunsAs{user(&model.Function{})}}, true},
		{"a build", model.Identity{Users: []model.RunsAs{workload(model.Build)}}, false},
		{"a deployment", model.Identity{Users: []model.RunsAs{workload(model.Deployment)}}, false},
		{"a build and a pipe", model.Identity{Users: []model.RunsAs{workload(model.Build), workload(model.Pipe)}}, true},
		{"made for functions", model.Identity{Trust: trusting("lambda.amazonaws.com")}, true},
		{"made for state machines of a region", model.Identity{Trust: trusting("states.eu-west-1.amazonaws.com")}, true},
		{"made for machines", model.Identity{Trust: trusting("ec2.amazonaws.com")}, false},
		{"a build's, which functions might use", model.Identity{
			Users: []model.RunsAs{workload(model.Build)}, Trust: trusting("lambda.amazonaws.com"),
		}, false},
		{"everyone's", model.Identity{Trust: []*model.Grant{{Principal: model.Principal{Kind: model.Anyone, Text: "*"}}}}, false},
	} {
		if got := judged(&tt.id); got != tt.want {
			t.Errorf("judged(%s) = %v; want %v", tt.name, got, tt.want)
		}
	}
}

func TestPowersByPolicy(t *testing.T) {
	at := func(address string) model.Place { return model.PlaceOf(address, "policy") }
	maybe := model.Undecided("the policy is known only after apply")
	id := &model.Identity{Powers: []*model.Power{
		{Kind: model.Escalation, Name: "a", Place: at("one"), Certain: model.True()},
		{Kind: model.Escalation, Name: "b", Place: at("two"), Certain: model.True()},
		{Kind: model.Escalation, Name: "c", Place: at("one"), Certain: model.True()},
		{Kind: model.Escalation, Name: "d", Place: at("one"), Certain: maybe},
		{Kind: model.Escalation, Name: "e", Place: at("one"), Certain: model.True(), Limited: true},
		{Kind: model.Admin, Name: "f", Place: at("one"), Certain: model.True()},
	}}
	var got []string
	for _, g := range powersByPolicy(id, model.Escalation) {
		got = append(got, g[0].Place.Address()+": "+listed(namesOf(g)))
	}
	want := []string{"one: a and c", "two: b", "one: d"}
	if !slices.Equal(got, want) {
		t.Errorf("powers by policy are %q; want %q", got, want)
	}
}

func TestEaseNarrow(t *testing.T) {
	place := model.PlaceOf("aws_iam_role_policy.orders", "policy")
	whole := &model.Power{Kind: model.WholeService, Name: "s3", Place: place}
	wide := &model.Power{Kind: model.AnyResource, Actions: []string{"sqs:SendMessage", "s3:*"}, Place: place, Certain: model.True()}
	other := &model.Power{Kind: model.AnyResource, Actions: []string{"s3:*"}, Place: place.At("elsewhere")}
	if !everywhere(&model.Identity{Head: model.Head{Cloud: model.AWS}, Powers: []*model.Power{whole, wide}}, whole) {
		t.Error("s3:* on * does not hold for every resource")
	}
	if everywhere(&model.Identity{Head: model.Head{Cloud: model.AWS}, Powers: []*model.Power{whole, other}}, whole) {
		t.Error("another policy's s3:* counts as this one's")
	}
	maybe := *wide
	maybe.Certain = model.Undecided("the resource is unknown")
	if everywhere(&model.Identity{Head: model.Head{Cloud: model.AWS}, Powers: []*model.Power{whole, &maybe}}, whole) {
		t.Error("s3:* on what is unknown counts as s3:* on every resource")
	}
}

func TestGrantedBy(t *testing.T) {
	here, there := model.PlaceOf("aws_iam_policy.all", ""), model.PlaceOf("aws_iam_policy.other", "")
	id := func(p model.Power) *model.Identity { return &model.Identity{Powers: []*model.Power{&p}} }
	for _, tt := range []struct {
		power model.Power
		want  bool
	}{
		{model.Power{Kind: model.Admin, Place: here, Certain: model.True()}, true},
		{model.Power{Kind: model.Admin, Place: there, Certain: model.True()}, false},
		{model.Power{Kind: model.Admin, Place: here, Certain: model.Undecided("unknown")}, false},
		{model.Power{Kind: model.Admin, Place: here, Certain: model.True(), Limited: true}, false},
		{model.Power{Kind: model.AnyResource, Place: here, Certain: model.True()}, false},
	} {
		if got := grantedBy(id(tt.power), model.Admin, here); got != tt.want {
			t.Errorf("%+v: got %v", tt.power, got)
		}
	}
}

// TestLookedUpRole: what the plan attaches to a role that it only looks up is its own matter, what that role may do
// besides is not.
func TestLookedUpRole(t *testing.T) {
	id := &model.Identity{Incomplete: "its policies are not in the plan"}
	for _, name := range []string{"orders", "payments"} {
		f := &model.Function{Head: model.Head{Address: name, Managed: true}}
		id.Users = append(id.Users, model.RunsAs{Object: f, Kind: "function", Certain: model.True()})
	}
	sys := &model.System{Identities: []*model.Identity{id}}
	admin, shared := adminIdentity(), sharedIdentity()
	if got := len(admin.Check(sys)); got != 0 {
		t.Errorf("%d judgements of a role without policies in the plan; want none", got)
	}
	id.Powers = []*model.Power{{Kind: model.Admin, Certain: model.True(), Note: "* on *"}}
	for _, r := range []rule.Rule{admin, shared} {
		if got := r.Check(sys); len(got) != 1 || len(got[0].Verdicts) != 1 || got[0].Verdicts[0].Outcome != rule.Fail {
			t.Errorf("%s: got %+v; want one failure", r.ID, got)
		}
	}
}

func TestForeign(t *testing.T) {
	s := &model.System{Account: model.Known("111122223333", model.Place{})}
	unknown := &model.System{Account: model.UnknownValue[string]("no account", model.Place{})}
	for _, tt := range []struct {
		account string
		s       *model.System
		want    model.Truth
	}{
		{"111122223333", s, model.False()},
		{"444455556666", s, model.True()},
		{"", s, model.Undecided("the account is known only after apply")},
		{"444455556666", unknown, model.Undecided("no account")},
	} {
		if got := foreign(tt.account, tt.s); got != tt.want {
			t.Errorf("foreign(%q) = %s; want %s", tt.account, got, tt.want)
		}
	}
}

func TestWords(t *testing.T) {
	named := func(name string) *model.Function {
		return &model.Function{Head: model.Head{Name: model.Known(name, model.Place{})}}
	}
	role := model.Identity{Head: model.Head{Address: "aws_iam_role.orders"}}
	used := role
	for _, name := range []string{"orders", "payments", "returns"} {
		used.Users = append(used.Users, model.RunsAs{Object: named(name), Kind: "function"})
	}
	made := role
	made.Trust = trusting("lambda.amazonaws.com", "ec2.amazonaws.com", "lambda.amazonaws.com")
	for _, tt := range []struct{ got, want string }{
		{roleWords(&used), `Role "aws_iam_role.orders" of function "orders" and 2 more`},
		{roleWords(&made), `Role "aws_iam_role.orders", which is made for lambda.amazonaws.com,`},
		{listed(nil), ""},
		{listed([]string{"s3"}), "s3"},
		{listed([]string{"s3", "sqs", "sns"}), "s3, sqs and sns"},
		{few([]string{"a", "b", "c", "d"}), "a, b, c, d"},
		{few([]string{"a", "b", "c", "d", "e", "f"}), "a, b, c, d and 2 more"},
		{granteeOf(&model.Grant{Principal: model.Principal{Kind: model.Anyone, Text: "*"}}), "Everyone"},
		{
			granteeOf(&model.Grant{Principal: model.Principal{Kind: model.Anyone, Text: "*"}, Limits: []model.Limit{{Kind: model.Network}}}),
			"Everyone whom its conditions let in",
		},
		{granteeOf(&model.Grant{Principal: model.Principal{Kind: model.AccountPrincipal, Account: "444455556666"}}), "Every identity of account 444455556666"},
		{granteeOf(&model.Grant{Principal: model.Principal{Kind: model.UnknownPrincipal}}), "(known after apply)"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %s; want %s", tt.got, tt.want)
		}
	}
}
