package input

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// hop is one step of a way along which a function starts functions: it may write to a channel, whose triggers
// pass the event on.
type hop struct {
	from, to *model.Function
	channel  *model.Channel
	triggers []*model.Trigger // from the channel to the function, over other channels
	answer   model.Answer
}

// loopGraph holds the certain steps between the functions of a system.
type loopGraph map[*model.Function][]hop

// newLoopGraph finds, for each function, which functions it starts by writing to channels. Only what is certain
// counts, and no permission on everything (SLS107 is about those): with one, a function could start all others.
func newLoopGraph(s *model.System) loopGraph {
	graph := loopGraph{}
	for _, c := range s.Channels {
		if len(c.Feeds) == 0 {
			continue
		}
		for _, w := range s.Writers(c) {
			if !onEverything(w.Answer) {
				h := hop{from: w.Function, channel: c, answer: w.Answer}
				graph[w.Function] = append(graph[w.Function], started(h, c, map[*model.Channel]bool{})...)
			}
		}
	}
	return graph
}

// onEverything tells whether the statement that allows something does so for every resource.
func onEverything(a model.Answer) bool { return a.Wide || strings.HasSuffix(a.Note, " on *") }

// started completes a hop with each function that an event in the channel starts.
func started(h hop, c *model.Channel, seen map[*model.Channel]bool) []hop {
	if seen[c] {
		return nil
	}
	seen[c] = true
	var hops []hop
	for _, t := range c.Feeds {
		if !model.Certainly(passesBack(t, c)) || c == h.channel && !model.Certainly(h.reaches(t)) {
			continue
		}
		next := h
		next.triggers = slices.Concat(h.triggers, []*model.Trigger{t})
		if f, ok := t.Function.One(); ok {
			next.to = f
			hops = append(hops, next)
		}
		if onward, ok := t.Channel.One(); ok {
			hops = append(hops, started(next, onward, seen)...)
		}
	}
	return hops
}

// passesBack tells whether a trigger passes on what a function of the system itself puts into the channel. A
// filter is how AWS advises to break a loop, so one that is there is taken to do so; of a bucket's prefix it is
// known whether the function may write there (watched). A rule that names its sources picks the events of others.
func passesBack(t *model.Trigger, c *model.Channel) model.Truth {
	on := model.Running(t.Enabled)
	switch {
	case t.Kind == model.RuleTarget:
		return on.And(t.CatchAll.Or(t.NamesSource.Not()))
	case c.Kind == model.Bucket:
		return on
	default:
		return on.And(t.Filtered.Not())
	}
}

// longWay gives the shortest way from a function back to itself that is more than one trigger long, when there is
// one and no function on it has a lesser address: each loop is found once.
func (g loopGraph) longWay(f *model.Function) []hop {
	seen := map[*model.Function]bool{f: true}
	for queue := g.firstSteps(f); len(queue) > 0; queue = queue[1:] {
		way := queue[0]
		last := way[len(way)-1].to
		if last == f {
			return way
		}
		if seen[last] || last.Address < f.Address {
			continue
		}
		seen[last] = true
		for _, h := range g[last] {
			queue = append(queue, append(way[:len(way):len(way)], h))
		}
	}
	return nil
}

// firstSteps leaves out what leads straight back, which is judged trigger by trigger.
func (g loopGraph) firstSteps(f *model.Function) [][]hop {
	var ways [][]hop
	for _, h := range g[f] {
		if h.to != f || len(h.triggers) > 1 {
			ways = append(ways, []hop{h})
		}
	}
	return ways
}

// reaches tells whether what the function may write to the hop's channel is what a trigger looks at.
func (h *hop) reaches(t *model.Trigger) model.Truth {
	for i := range h.from.Writes {
		if h.from.Writes[i].Hits(t, h.channel) {
			return model.True()
		}
	}
	return h.from.Identity.Leads(func(id *model.Identity) model.Truth {
		return id.May(model.Publish, watched(t, h.channel)).Allowed
	})
}

// watched is what of a channel a trigger looks at: of a bucket, the keys with its prefix and suffix.
func watched(t *model.Trigger, c *model.Channel) model.Object {
	prefix, _ := t.Prefix.Get()
	suffix, _ := t.Suffix.Get()
	if c.Kind != model.Bucket || prefix == "" && suffix == "" {
		return c
	}
	return &model.KeyRange{Channel: c, Pattern: prefix + "*" + suffix}
}
