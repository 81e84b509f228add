package view

import (
	"cmp"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
)

// The stages of the flow, from left to right. A stage takes several columns where its nodes lead to each other.
const (
	outsideStage = iota
	entryStage
	channelStage
	triggerStage
	functionStage
	identityStage
	endStage
)

// mostSteps bounds the columns of one stage: longer chains go on in the last one.
const mostSteps = 4

// look is how wide a stage is drawn, and what it is called.
type look struct {
	title string
	width int
}

func lookOf(stage int) look {
	return []look{
		{"Outside", 144},
		{"Ways in", 156},
		{"Channels", 156},
		{"Triggers", 112},
		{"Functions", 156},
		{"Identities", 156},
		{"Powers and outputs", 224},
	}[stage]
}

// stages puts each node into a column.
func (s *sketch) stages() {
	type spot struct{ stage, step int }
	spots := make([]spot, len(s.d.Nodes))
	steps := stepper{s: s, stage: make([]int, len(spots)), step: make([]int, len(spots)), state: make([]int8, len(spots))}
	for i := range spots {
		steps.stage[i] = s.stageOf(i)
	}
	for i := range spots {
		spots[i] = spot{steps.stage[i], min(steps.of(i), mostSteps)}
	}
	columns := slices.Clone(spots)
	slices.SortFunc(columns, func(a, b spot) int { return cmp.Or(cmp.Compare(a.stage, b.stage), cmp.Compare(a.step, b.step)) })
	columns = slices.Compact(columns)
	index := map[spot]int{}
	for i, at := range columns {
		index[at] = i
		s.addColumn(at.stage, at.step)
	}
	for i, at := range spots {
		n := &s.d.Nodes[i]
		n.Column = index[at]
		n.X, n.Width = s.d.Columns[n.Column].X, s.d.Columns[n.Column].Width
		n.Height = nodeHeight
	}
}

func (s *sketch) addColumn(stage, step int) {
	style := lookOf(stage)
	c := Column{Title: style.title, X: margin, Width: style.width, stage: stage, step: step}
	if step > 0 {
		c.Title = ""
	}
	if n := len(s.d.Columns); n > 0 {
		c.X = s.d.Columns[n-1].X + s.d.Columns[n-1].Width + gutter
		if s.d.Columns[n-1].stage == outsideStage {
			c.X += frameRoom
		}
	}
	s.d.Columns = append(s.d.Columns, c)
}

func (s *sketch) stageOf(id int) int {
	switch n := &s.d.Nodes[id]; n.Kind {
	case graph.Entry:
		return outsideStage
	case graph.Endpoint, graph.API, graph.Guests:
		return entryStage
	case graph.Channel, graph.Layer:
		if len(s.out[id]) == 0 {
			return endStage
		}
		return channelStage
	case Trigger:
		if s.feedsChannel(id) {
			return channelStage
		}
		return triggerStage
	case graph.Function, graph.Workload:
		return functionStage
	case graph.Identity:
		return identityStage
	default:
		return endStage
	}
}

func (s *sketch) feedsChannel(trigger int) bool {
	return slices.ContainsFunc(s.out[trigger], func(e int) bool { return s.d.Nodes[s.d.Edges[e].To].Kind == graph.Channel })
}

// stepper finds how many nodes of the same stage lead to a node at most. A way back into a cycle counts nothing.
type stepper struct {
	s     *sketch
	stage []int
	step  []int
	state []int8 // 0 new, 1 begun, 2 done
}

// of works without recursion: chains of a plan can be long.
func (st *stepper) of(id int) int {
	for stack := []int{id}; len(stack) > 0; {
		top := stack[len(stack)-1]
		if st.state[top] == 0 {
			st.state[top] = 1
			if before := st.open(top); len(before) > 0 {
				stack = append(stack, before...)
				continue
			}
		}
		if st.state[top] == 1 {
			st.settle(top)
		}
		stack = stack[:len(stack)-1]
	}
	return st.step[id]
}

func (st *stepper) open(id int) []int {
	var nodes []int
	for _, e := range st.s.into[id] {
		if from := st.s.d.Edges[e].From; st.leads(e) && st.state[from] == 0 {
			nodes = append(nodes, from)
		}
	}
	return nodes
}

func (st *stepper) settle(id int) {
	st.state[id] = 2
	for _, e := range st.s.into[id] {
		if from := st.s.d.Edges[e].From; st.leads(e) && st.state[from] == 2 && from != id {
			st.step[id] = max(st.step[id], st.step[from]+1)
		}
	}
}

// leads tells edges along which events flow within a stage.
func (st *stepper) leads(e int) bool {
	edge := &st.s.d.Edges[e]
	if st.stage[edge.From] != st.stage[edge.To] {
		return false
	}
	switch edge.Facts[0].Kind {
	case graph.DeadLettersTo, graph.MayPublish, graph.MayWriteCode, graph.Admits:
		return false
	default:
		return true
	}
}
