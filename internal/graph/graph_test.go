package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// edges lists the edges of a graph as "from -kind-> to", with a question mark for uncertain ones.
func edges(g *graph.Graph) []string {
	var out []string
	for _, n := range g.Nodes {
		for _, e := range n.Out {
			line := fmt.Sprintf("%s -%s-> %s", e.From.Label, e.Kind, e.To.Label)
			if !model.Certainly(e.Certain) {
				line += "?"
			}
			out = append(out, line)
		}
	}
	return out
}

func has(t *testing.T, g *graph.Graph, want ...string) {
	t.Helper()
	all := edges(g)
	for _, w := range want {
		if !slices.Contains(all, w) {
			t.Errorf("no edge %q in\n%s", w, strings.Join(all, "\n"))
		}
	}
}

func lacks(t *testing.T, g *graph.Graph, edge string) {
	t.Helper()
	if slices.Contains(edges(g), edge) {
		t.Errorf("there is an edge %q", edge)
	}
}

func TestOfIsKeptWithTheSystem(t *testing.T) {
	w := newWorld()
	w.function("f", w.role("r"))
	first := graph.Of(w.sys)
	if graph.Of(w.sys) != first {
		t.Error("built twice for one system")
	}
	if first == graph.Of(newWorld().sys) {
		t.Error("two systems share a graph")
	}
}

func TestEdgesOfFunctions(t *testing.T) {
	w := newWorld()
	key := &model.Key{Head: head("key.k", "k")}
	logs := &model.LogGroup{Head: head("log.f", "/aws/lambda/f")}
	subnet := &model.Subnet{Head: head("subnet.s", "s")}
	f, code, dlq := w.function("f", w.role("r", admin())), w.channel(model.Bucket, "code"), w.channel(model.Queue, "dlq")
	f.EnvKey, f.DeadLetter, f.Code = to(f.Address, "kms_key_arn", key), to(f.Address, "dead_letter", dlq), to(f.Address, "s3_bucket", code)
	f.Subnets = []model.Link[*model.Subnet]{to(f.Address, "vpc_config.0.subnet_ids.0", subnet)}
	f.Logs.Group = to(f.Address, "logging_config", logs)
	w.sys.Encrypted = append(w.sys.Encrypted, &model.Encrypted{
		Head: logs.Head, Kind: "log group", Encryption: model.Encryption{Key: to(logs.Address, "kms_key_id", key)},
	})
	w.url(f, model.NoAuth)
	has(
		t, graph.Of(w.sys),
		"internet -enters-> url.f", "url.f -invokes-> function.f", "function.f -runs as-> role.r",
		"role.r -holds-> "+graph.Administrator, "function.f -encrypted by-> key.k", "function.f -dead-letters to-> channel.dlq",
		"channel.code -contains-> channel.code", "channel.code -reads code from-> function.f", "function.f -in subnet-> subnet.s",
		"function.f -writes logs to-> log.f", "log.f -encrypted by-> key.k",
	)
}

func TestUnknownEdgesStayUnknown(t *testing.T) {
	w := newWorld()
	f := w.function("f", w.role("r", power(model.Escalation, model.Undecided("the policy is unknown"), "iam:PassRole")))
	f.Identity.Why = "it may be another role"
	e := w.url(f, model.NoAuth)
	e.Auth = model.UnknownValue[model.AuthKind]("var.auth is not known", e.Auth.Place)
	has(
		t, graph.Of(w.sys),
		"internet -enters-> url.f?", "function.f -runs as-> role.r?", "role.r -holds-> "+graph.Administrator+"?",
	)
}

func TestWhoIsLetIn(t *testing.T) {
	pinned := grant(model.Anyone, "", model.Publish)
	pinned.Limits = []model.Limit{{Kind: model.Organisation, Values: model.Known([]string{"o-1"}, model.Place{})}}
	unknown := grant(model.UnknownPrincipal, "", model.Publish)
	unknown.Principal.Why = "var.who is not known"
	for _, test := range []struct {
		name, want string
		grant      *model.Grant
	}{
		{"anyone", "any AWS account -admits-> channel.q", grant(model.Anyone, "", model.Publish)},
		{"policy changes", "any AWS account -admits-> channel.q", grant(model.Anyone, "", model.Manage)},
		{"reading", "", grant(model.Anyone, "", model.Read)},
		{"organisation", "", pinned},
		{"foreign account", "AWS account 999900001111 -admits-> channel.q", grant(model.AccountPrincipal, "999900001111", model.Publish)},
		{"own account", "", grant(model.AccountPrincipal, "111122223333", model.Publish)},
		{"service", "", grant(model.ServicePrincipal, "", model.Publish)},
		{"unknown", "any AWS account -admits-> channel.q?", unknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld()
			w.channel(model.Queue, "q", test.grant)
			got := strings.Join(edges(graph.Of(w.sys)), ", ")
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAPolicyThatNamesAnIdentityOfThePlan(t *testing.T) {
	w := newWorld()
	id := w.role("r")
	g := grant(model.IdentityHolder, "", model.Publish)
	g.Principal.Text = "${role.r}"
	w.channel(model.Queue, "q", g)
	has(t, graph.Of(w.sys), "role.r -may publish-> channel.q")
	if id.Address != "role.r" {
		t.Fatal(id.Address)
	}
}

func TestRulesOfABusAskWhoSent(t *testing.T) {
	for pattern, reached := range map[string]bool{
		`{"source":["shop"]}`:                                true,
		`{"source":["aws.s3"]}`:                              false,
		`{"source":["aws.s3","shop"]}`:                       true,
		`{"source":["shop"],"account":["999900001111"]}`:     true,
		`{"source":["shop"],"account":["111122223333"]}`:     false,
		`{"source":["shop"],"account":[{"prefix":"9"}]}`:     true,
		`{"account":["111122223333",{"anything-but":"1"}]}`:  true,
		`not JSON, which the cloud would refuse`:             true,
		`{"source":[{"prefix":"aws."}],"detail-type":["x"]}`: true,
	} {
		w := newWorld()
		bus := w.channel(model.Bus, "bus", grant(model.AccountPrincipal, "999900001111", model.Publish))
		f := w.function("f", nil)
		tr := w.trigger(bus, f)
		tr.Kind = model.RuleTarget
		tr.Rule = to(tr.Address, "rule", &model.Rule{Head: head("rule", "rule"), Pattern: model.Known(pattern, model.Place{})})
		g := graph.Of(w.sys)
		s := g.Search(g.Outside, func(*graph.Edge) bool { return true })
		if got := s.Has(g.Node(f)); got != reached {
			t.Errorf("%s: reached is %v, want %v", pattern, got, reached)
		}
	}
}

func TestKeysOfABucket(t *testing.T) {
	w := newWorld()
	bucket := w.channel(model.Bucket, "files")
	admins := w.function("import", w.role("importer", admin()))
	w.trigger(bucket, admins).Prefix = model.Known("inbox/", model.Place{})
	id := w.role("uploader")
	up := w.function("upload", id)
	id.Reach = func(model.Ability) model.Reach { return model.Reach{Named: [][]model.Object{{bucket}}} }
	allowed := "thumbnails/*"
	id.Evaluate = func(a model.Ability, o model.Object) model.Answer {
		keys, part := o.(*model.KeyRange)
		return model.Answer{Allowed: model.Of(a == model.Publish && part && keys.Pattern == allowed)}
	}
	reached := func() bool {
		sys := *w.sys
		g := graph.Of(&sys)
		return g.Search([]*graph.Node{g.Node(up)}, func(*graph.Edge) bool { return true }).Has(g.Node(admins))
	}
	if reached() {
		t.Error("writing elsewhere starts the function")
	}
	allowed = "inbox/*"
	if !reached() {
		t.Error("writing below the prefix does not start the function")
	}
}

func TestARoleIsAssumedWhenBothSidesSaySo(t *testing.T) {
	for name, test := range map[string]struct {
		trusted *model.Grant
		allowed model.Truth
		want    string
	}{
		"both":           {named("${role.r}"), model.True(), "role.r -may assume-> role.admin"},
		"not trusted":    {named("${role.other}"), model.True(), ""},
		"not allowed":    {named("${role.r}"), model.False(), ""},
		"own account":    {grant(model.AccountPrincipal, "111122223333", model.Assume), model.True(), "role.r -may assume-> role.admin"},
		"other account":  {grant(model.AccountPrincipal, "999900001111", model.Assume), model.True(), ""},
		"caller matches": {limited("arn:aws:iam::111122223333:role/r"), model.True(), "role.r -may assume-> role.admin"},
		"another caller": {limited("arn:aws:iam::111122223333:role/x"), model.True(), ""},
		"not sure":       {named("${role.r}"), model.Undecided("a statement is unknown"), "role.r -may assume-> role.admin?"},
	} {
		w := newWorld()
		id, target := w.role("r"), w.role("admin", admin())
		target.Trust = []*model.Grant{test.trusted}
		w.function("f", id)
		w.allow(id, model.Assume, test.allowed, target)
		got := ""
		for _, e := range edges(graph.Of(w.sys)) {
			if strings.HasPrefix(e, "role.r -may assume->") {
				got = e
			}
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

func named(text string) *model.Grant {
	g := grant(model.IdentityHolder, "", model.Assume)
	g.Principal.Text = text
	return g
}

func limited(caller string) *model.Grant {
	g := grant(model.AccountPrincipal, "111122223333", model.Assume)
	g.Limits = []model.Limit{{Kind: model.CallerIdentity, Values: model.Known([]string{caller}, model.Place{})}}
	return g
}

func TestWhatAPowerIsWorth(t *testing.T) {
	for name, test := range map[string]struct {
		power *model.Power
		want  string
	}{
		"admin":           {admin(), graph.Administrator},
		"escalation":      {power(model.Escalation, model.True(), "iam:PutRolePolicy"), graph.Administrator},
		"secrets":         {power(model.BroadSecrets, model.True(), "secretsmanager:GetSecretValue"), graph.EverySecret},
		"decrypting":      {power(model.BroadSecrets, model.True(), "kms:Decrypt"), ""},
		"objects":         {power(model.AnyResource, model.True(), "s3:Get*"), graph.EveryStore},
		"tables":          {power(model.AnyResource, model.True(), "dynamodb:*"), graph.EveryStore},
		"queues":          {power(model.AnyResource, model.True(), "sqs:ReceiveMessage"), ""},
		"writing":         {power(model.AnyResource, model.True(), "s3:PutObject"), ""},
		"taken back":      {power(model.Admin, model.False(), "*"), ""},
		"held by tags":    {&model.Power{Kind: model.Admin, Limited: true, Certain: model.True()}, ""},
		"a cloud's own":   {&model.Power{Kind: model.AnyResource, Prescribed: true, Actions: []string{"s3:*"}, Certain: model.True()}, ""},
		"changes of code": {power(model.ChangeCode, model.True(), "lambda:UpdateAlias"), ""},
	} {
		w := newWorld()
		w.function("f", w.role("r", test.power))
		got := ""
		for _, e := range edges(graph.Of(w.sys)) {
			if after, ok := strings.CutPrefix(e, "role.r -holds-> "); ok {
				got = after
			}
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

func TestOrderDoesNotDependOnThePlans(t *testing.T) {
	build := func(reverse bool) []string {
		w := newWorld()
		for i := range 5 {
			f := w.function(fmt.Sprint("f", i), w.role(fmt.Sprint("r", i), admin()))
			w.url(f, model.NoAuth)
			q := w.channel(model.Queue, fmt.Sprint("q", i), grant(model.Anyone, "", model.Publish))
			w.trigger(q, w.sys.Functions[i/2])
		}
		if reverse {
			slices.Reverse(w.sys.Functions)
			slices.Reverse(w.sys.Channels)
			slices.Reverse(w.sys.Identities)
			slices.Reverse(w.sys.Endpoints)
			slices.Reverse(w.sys.Triggers)
		}
		out := edges(graph.Of(w.sys))
		for _, n := range graph.Of(w.sys).Nodes {
			if n.Object != nil { // privileges are called alike, but are those of different roles
				out = append(out, n.Label+" "+n.Object.Base().Address)
			}
		}
		return out
	}
	if a, b := build(false), build(true); !slices.Equal(a, b) {
		t.Errorf("orders differ:\n%s\n\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
}

func TestGuests(t *testing.T) {
	withGuests := func(on bool) *graph.Graph {
		w := newWorld()
		id := w.role("guest")
		w.allow(id, model.Invoke, model.True(), w.function("f", w.role("r", admin())))
		w.sys.GuestPools = []*model.GuestPool{{
			Head: head("pool", "pool"), Guests: model.Known(on, model.PlaceOf("pool", "guests")),
			GuestIdentity: []model.Link[*model.Identity]{to("pool", "roles", id)},
		}}
		return graph.Of(w.sys)
	}
	has(
		t, withGuests(true), "internet -enters-> pool", "pool -acts as-> role.guest", "role.guest -may invoke-> function.f",
	)
	lacks(t, withGuests(false), "internet -enters-> pool")
}
