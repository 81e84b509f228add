package paths_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/paths"
)

func head(address string) model.Head {
	at := model.PlaceOf(address, "")
	return model.Head{
		Cloud: model.AWS, Address: address, Managed: true, Name: model.Known(address, at), ID: model.NotSet[string](at),
	}
}

func to[T model.Object](from, attribute string, objects ...T) model.Link[T] {
	return model.Link[T]{Place: model.PlaceOf(from, attribute), To: objects}
}

func administrator(name string) *model.Identity {
	return &model.Identity{Head: head("role." + name), Kind: model.Role, Powers: []*model.Power{{
		Kind: model.Admin, Certain: model.True(), Note: "* on *", Place: model.PlaceOf("policy."+name, "policy"),
	}}}
}

func function(s *model.System, name string, id *model.Identity) *model.Function {
	f := &model.Function{Head: head("function." + name)}
	f.Identity = to(f.Address, "role", id)
	id.Users = append(id.Users, model.RunsAs{Object: f, Place: f.Identity.Place, Kind: "function", Certain: model.True()})
	s.Functions = append(s.Functions, f)
	if !slices.Contains(s.Identities, id) {
		s.Identities = append(s.Identities, id)
	}
	return f
}

func endpoint(s *model.System, f *model.Function, auth model.Value[model.AuthKind]) {
	e := &model.Endpoint{Head: head("url." + f.Address), Kind: model.FunctionURL, Function: to("url."+f.Address, "function_name", f), Auth: auth}
	s.Endpoints = append(s.Endpoints, e)
}

func noAuth(address string) model.Value[model.AuthKind] {
	return model.Known(model.NoAuth, model.PlaceOf(address, "authorization_type"))
}

// openQueue starts functions, and takes messages of anybody.
func openQueue(s *model.System, fs ...*model.Function) {
	q := &model.Channel{Head: head("queue"), Kind: model.Queue, Grants: []*model.Grant{{
		Place: model.PlaceOf("queue-policy", "policy"), Principal: model.Principal{Kind: model.Anyone, Text: "*"},
		Abilities: []model.Ability{model.Publish}, Certain: model.True(),
	}}}
	s.Channels = append(s.Channels, q)
	for _, f := range fs {
		t := &model.Trigger{Head: head("mapping." + f.Address), Kind: model.Mapping, Source: to("mapping", "source", q), Function: to("mapping", "function", f)}
		q.Feeds = append(q.Feeds, t)
		s.Triggers = append(s.Triggers, t)
	}
}

func verdicts(t *testing.T, id string, s *model.System) []*rule.Verdict {
	t.Helper()
	for _, r := range paths.Rules() {
		if r.ID == id {
			var all []*rule.Verdict
			for _, j := range r.Check(s) {
				all = append(all, j.Verdicts...)
			}
			return all
		}
	}
	t.Fatalf("no rule %s", id)
	return nil
}

func TestManyWaysThroughOneRoleAreOneFinding(t *testing.T) {
	s := &model.System{}
	id := administrator("shared")
	for i := range 50 {
		f := function(s, fmt.Sprint("f", i), id)
		endpoint(s, f, noAuth("url."+f.Address))
	}
	vs := verdicts(t, "SLS901", s)
	if len(vs) != 1 || vs[0].Outcome != rule.Fail || vs[0].Place.Address() != "policy.shared" {
		t.Fatalf("%d verdicts: %+v", len(vs), vs)
	}
	if !strings.HasPrefix(vs[0].Fix, "# cheapest cut: narrow what role.shared may do") {
		t.Error(vs[0].Fix)
	}
}

func TestManyRolesBehindOneOpenQueueAreOneFinding(t *testing.T) {
	s := &model.System{}
	var fs []*model.Function
	for i := range 3 {
		name := fmt.Sprint("f", i)
		fs = append(fs, function(s, name, administrator(name)))
	}
	openQueue(s, fs...)
	vs := verdicts(t, "SLS903", s)
	if len(vs) != 1 || vs[0].Place.Address() != "queue-policy" || !strings.HasSuffix(vs[0].Message, "2 more identities are reached the same way.") {
		t.Fatalf("%+v", vs)
	}
	var hops []string
	for _, e := range vs[0].Evidence {
		hops = append(hops, e.Hop.From)
	}
	if want := []string{"any AWS account", "queue", "function.f0", "role.f0"}; !slices.Equal(hops, want) {
		t.Errorf("hops go from %v", hops)
	}
	if got := verdicts(t, "SLS901", s); len(got) != 0 {
		t.Errorf("the same cause is found twice: %+v", got[0])
	}
}

func TestAnUnknownHopLeavesOnlyWholePathsOpen(t *testing.T) {
	auth := model.UnknownValue[model.AuthKind]("var.auth is not known", model.PlaceOf("url", "authorization_type"))
	open := &model.System{}
	endpoint(open, function(open, "f", administrator("a")), auth)
	vs := verdicts(t, "SLS901", open)
	if len(vs) != 1 || vs[0].Outcome != rule.Unknown || vs[0].Reason != "var.auth is not known" || vs[0].Place.Address() != "url" {
		t.Errorf("%+v", vs)
	}
	harmless := &model.System{}
	endpoint(harmless, function(harmless, "f", &model.Identity{Head: head("role.small")}), auth)
	if vs := verdicts(t, "SLS901", harmless); len(vs) != 0 {
		t.Errorf("a way that leads nowhere is open: %+v", vs[0])
	}
}

func TestWorkloadsAreNotTakenOver(t *testing.T) {
	s := &model.System{}
	id := administrator("states")
	w := &model.Workload{Head: head("machine"), Kind: model.StateMachine, Identity: to("machine", "role_arn", id)}
	s.Workloads, s.Identities = []*model.Workload{w}, []*model.Identity{id}
	openQueue(s)
	s.Triggers = append(s.Triggers, &model.Trigger{
		Head: head("pipe"), Kind: model.PipeSource, Source: to("pipe", "source", s.Channels[0]), Workload: to("pipe", "target", w),
	})
	if vs := verdicts(t, "SLS903", s); len(vs) != 0 {
		t.Errorf("an event breaks into a state machine: %+v", vs[0])
	}
}

func TestEveryFunctionOfThePlanIsJudged(t *testing.T) {
	s := &model.System{}
	function(s, "f", &model.Identity{Head: head("role.small")})
	s.Functions = append(s.Functions, &model.Function{Head: head("permission"), Outside: true})
	for _, r := range paths.Rules() {
		if r.ID != "SLS907" && r.ID != "SLS908" {
			if js := r.Check(s); len(js) != 1 || js[0].Object.Base().Address != "function.f" {
				t.Errorf("%s judged %d objects", r.ID, len(js))
			}
		}
	}
}
