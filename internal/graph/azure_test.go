package graph_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// keyed is a queue in a namespace that any network reaches and that takes keys, as far as the arguments say so.
func keyed(w *world, open, keys model.Truth) {
	namespace := w.channel(model.Namespace, "n")
	namespace.OpenNetwork = open
	namespace.LocalAuth = model.UnknownValue[bool]("var.keys is not known", namespace.At("local_auth_enabled"))
	switch keys {
	case model.True():
		namespace.LocalAuth = model.Known(true, namespace.At("local_auth_enabled"))
	case model.False():
		namespace.LocalAuth = model.Known(false, namespace.At("local_auth_enabled"))
	}
	queue := w.channel(model.Queue, "q")
	queue.In = model.Link[*model.Channel]{Place: queue.At("namespace_id"), To: []*model.Channel{namespace}}
}

func TestWhoeverHasAKeyIsLetIn(t *testing.T) {
	unknown := model.Undecided("var.keys is not known")
	for name, test := range map[string]struct {
		open, keys model.Truth
		want       string
	}{
		"open to keys":  {model.True(), model.True(), graph.KeyHolder + " -admits-> channel.n"},
		"private":       {model.False(), model.True(), ""},
		"only roles":    {model.True(), model.False(), ""},
		"not known yet": {model.True(), unknown, graph.KeyHolder + " -admits-> channel.n?"},
	} {
		w := newWorld()
		keyed(w, test.open, test.keys)
		g := graph.Of(w.sys)
		has(t, g, "channel.n -contains-> channel.q")
		lacks(t, g, graph.KeyHolder+" -admits-> channel.q")
		if test.want == "" {
			lacks(t, g, graph.KeyHolder+" -admits-> channel.n")
			continue
		}
		t.Run(name, func(t *testing.T) { has(t, g, test.want) })
	}
}

func TestAnIdentityOfItsOwnIsNotTheFunction(t *testing.T) {
	w := newWorld()
	group := power(model.Escalation, model.True(), "Microsoft.Authorization/roleAssignments/write")
	group.Within = `resource group "shop"`
	narrow := power(model.AnyResource, model.True(), "Microsoft.Storage/storageAccounts/listKeys/action")
	narrow.Narrow = true
	id := w.role("r", group, narrow)
	id.Own, id.Cloud = true, model.Azure
	f := w.function("f", id)
	g := graph.Of(w.sys)
	has(t, g, "function.f -runs as-> identity of role.r", `identity of role.r -holds-> administrator of the resource group "shop"`)
	lacks(t, g, "identity of role.r -holds-> every data store of the subscription")
	if n := g.Node(f); n.Label != f.Address {
		t.Errorf("the function is called %q", n.Label)
	}
}
