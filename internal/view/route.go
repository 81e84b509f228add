package view

// route gives each edge its points. Edges turn between columns only, and pass columns in the room that is left for
// them, so that they don't cross the text of nodes.
func (s *sketch) route() {
	back := map[int]int{} // the line of a node that edges lead back to
	lines := map[int]int{}
	for i := range s.d.Edges {
		e := &s.d.Edges[i]
		if !e.Back {
			s.forward(e)
			continue
		}
		if _, ok := back[e.To]; !ok {
			g := s.d.Nodes[e.To].Group
			back[e.To] = lines[g]
			lines[g]++
		}
		s.backward(e, back[e.To])
	}
}

// forward goes from the right side of one node to the left side of the other. Points come in pairs: between columns,
// then through one.
func (s *sketch) forward(e *Edge) {
	from, to := &s.d.Nodes[e.From], &s.d.Nodes[e.To]
	e.Points = append(e.Points, [2]int{from.X + from.Width, from.middle()})
	top := s.d.Groups[to.Group].Y
	for _, it := range s.passes(e) {
		if it.column > from.Column {
			c := s.d.Columns[it.column]
			e.Points = append(e.Points, [2]int{c.X, int(it.y) + top}, [2]int{c.X + c.Width, int(it.y) + top})
		}
	}
	e.Points = append(e.Points, [2]int{to.X, to.middle()})
}

func (s *sketch) passes(e *Edge) []*item {
	if way, ok := s.lanes[laneKey{e.ID, e.To}]; ok {
		return way
	}
	return s.lanes[laneKey{-1, e.To}]
}

func (n *Node) middle() int { return n.Y + n.Height/2 }

// backward goes below the nodes of the group that it leads to. Each point is reached sideways first, or up and down
// first, in turn.
func (s *sketch) backward(e *Edge, line int) {
	from, to := &s.d.Nodes[e.From], &s.d.Nodes[e.To]
	g := &s.d.Groups[to.Group]
	const spread = 4
	shift := line % spread * spread
	lane := g.Y + g.Band - framePad/2 - line*backLane
	e.Points = append(
		e.Points, [2]int{from.X + from.Width, from.middle()},
		[2]int{from.X + from.Width + gutter/4 + shift, lane},
		[2]int{to.X - gutter/4 - shift, lane},
		[2]int{to.X - gutter/4 - shift, to.middle()},
		[2]int{to.X, to.middle()},
	)
}
