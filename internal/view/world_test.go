package view_test

import (
	"fmt"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/view"
)

// world builds systems by hand.
type world struct {
	sys      *model.System
	findings []finding.Finding
}

func newWorld() *world { return &world{sys: &model.System{}} }

func head(address, name string) model.Head {
	at := model.PlaceOf(address, "")
	return model.Head{Cloud: model.AWS, Address: address, Managed: true, Name: model.Known(name, at), ID: model.NotSet[string](at)}
}

func link[T model.Object](from, attribute string, to ...T) model.Link[T] {
	return model.Link[T]{Place: model.PlaceOf(from, attribute), To: to}
}

// service adds a queue, a trigger, a function and its role to a module, "" or ending with a dot.
func (w *world) service(module, name string) *model.Function {
	id := &model.Identity{Head: head(module+"aws_iam_role."+name, name), Kind: model.Role}
	id.Powers = []*model.Power{{Kind: model.Admin, Certain: model.True(), Note: "* on *", Place: id.Place()}}
	f := &model.Function{Head: head(module+"aws_lambda_function."+name, name)}
	f.Identity = link(f.Address, "role", id)
	q := &model.Channel{Head: head(module+"aws_sqs_queue."+name, name), Kind: model.Queue}
	t := &model.Trigger{Head: head(module+"aws_lambda_event_source_mapping."+name, name), Kind: model.Mapping}
	t.Source, t.Function = link(t.Address, "event_source_arn", q), link(t.Address, "function_name", f)
	url := &model.Endpoint{Head: head(module+"aws_lambda_function_url."+name, name), Kind: model.FunctionURL}
	url.Function = link(url.Address, "function_name", f)
	url.Auth = model.Known(model.NoAuth, url.At("authorization_type"))
	w.sys.Functions, w.sys.Identities = append(w.sys.Functions, f), append(w.sys.Identities, id)
	w.sys.Channels, w.sys.Triggers = append(w.sys.Channels, q), append(w.sys.Triggers, t)
	w.sys.Endpoints = append(w.sys.Endpoints, url)
	w.findings = append(w.findings, finding.Finding{
		Rule: "SLS101", Name: "public-invocation", Severity: finding.Critical, Verdict: finding.Fail, Address: url.Address,
		Message: "Anyone can run " + name + ".",
	})
	return f
}

func (w *world) draw() *view.Drawing {
	return view.Draw(view.Input{System: w.sys, Graph: graph.Of(w.sys), Findings: w.findings, Plan: "plan.json"})
}

// fleet is a system of n services in modules of eight, or all in the root module.
func fleet(n int, modules bool) *world {
	w := newWorld()
	for i := range n {
		module := ""
		if modules {
			module = fmt.Sprintf("module.team_%02d.module.service[%q].", i/8, fmt.Sprintf("s-%d", i))
		}
		w.service(module, fmt.Sprintf("f%03d", i))
	}
	return w
}

// checkLayout holds a drawing to what makes it readable: nothing lies on anything else, and edges pass no node.
func checkLayout(t *testing.T, d *view.Drawing) {
	t.Helper()
	byColumn := map[int][]*view.Node{}
	for i := range d.Nodes {
		byColumn[d.Nodes[i].Column] = append(byColumn[d.Nodes[i].Column], &d.Nodes[i])
		inFrame(t, d, &d.Nodes[i])
	}
	for _, nodes := range byColumn {
		for i, a := range nodes {
			for _, b := range nodes[i+1:] {
				if a.Y < b.Y+b.Height && b.Y < a.Y+a.Height {
					t.Errorf("%s %q lies on %s %q", a.Kind, a.Name, b.Kind, b.Name)
				}
			}
		}
	}
	for i := range d.Edges {
		passesNothing(t, d, &d.Edges[i], byColumn)
	}
}

func inFrame(t *testing.T, d *view.Drawing, n *view.Node) {
	t.Helper()
	g := d.Groups[n.Group]
	if n.Y < g.Y || n.Y+n.Height > g.Y+g.Band {
		t.Errorf("%s %q at %d is not in %q, %d to %d", n.Kind, n.Name, n.Y, g.Label, g.Y, g.Y+g.Band)
	}
	for ; g.Parent >= 0; g = d.Groups[g.Parent] {
		if around := d.Groups[g.Parent]; g.Y < around.Y+around.Band || g.Y+g.Height > around.Y+around.Height {
			t.Errorf("group %q is not within %q", g.Label, around.Label)
		}
	}
}

func passesNothing(t *testing.T, d *view.Drawing, e *view.Edge, byColumn map[int][]*view.Node) {
	t.Helper()
	if e.Back {
		return
	}
	if len(e.Points)%2 != 0 {
		t.Errorf("edge %d has %d points", e.ID, len(e.Points))
	}
	for i := 1; i+1 < len(e.Points); i += 2 {
		for c, column := range d.Columns {
			for _, n := range byColumn[c] {
				if column.X == e.Points[i][0] && n.Y < e.Points[i][1] && e.Points[i][1] < n.Y+n.Height {
					t.Errorf("edge %d passes through %s %q", e.ID, n.Kind, n.Name)
				}
			}
		}
	}
}
