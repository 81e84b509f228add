package view

import (
	"cmp"
	"slices"
)

// Sizes in pixels.
const (
	margin      = 20 // around everything
	gutter      = 40 // between columns: edges turn there
	frameRoom   = 30 // between who is outside and the frames of modules
	nodeHeight  = 44
	nodeGap     = 14
	laneHeight  = 8 // where an edge passes a column
	backLane    = 7 // between edges that lead back, below the nodes
	headHeight  = 34
	framePad    = 12
	frameGap    = 12
	titleHeight = 30 // the columns' titles, above all
)

// item is what takes up room in a column of a group: a node, or an edge on its way.
type item struct {
	node        int // -1 for an edge
	column      int
	height      float64
	y           float64 // of its middle
	order       float64
	left, right []*item
}

// laneKey tells the ways of edges through columns apart. Edges from other groups share theirs.
type laneKey struct{ edge, target int }

// layOut gives each node its place: first within its group, then groups below each other.
func (s *sketch) layOut() {
	members := make([][]int, len(s.d.Groups))
	for i := range s.d.Nodes {
		members[s.d.Nodes[i].Group] = append(members[s.d.Nodes[i].Group], i)
	}
	arriving := make([][]int, len(s.d.Groups))
	for i := range s.d.Edges {
		g := s.d.Nodes[s.d.Edges[i].To].Group
		s.d.Edges[i].Back = s.d.Nodes[s.d.Edges[i].From].Column >= s.d.Nodes[s.d.Edges[i].To].Column
		arriving[g] = append(arriving[g], i)
	}
	for g := range s.d.Groups {
		if s.d.Groups[g].Kind != outsideGroup {
			s.band(g, members[g], arriving[g])
		}
	}
	s.stack()
	s.entries(members[0])
	s.frame()
}

// band lays out the nodes of one group.
func (s *sketch) band(g int, nodes, arriving []int) {
	rows := s.items(nodes, arriving)
	for range 4 {
		sweep(rows, func(it *item) []*item { return it.left })
		slices.Reverse(rows)
		sweep(rows, func(it *item) []*item { return it.right })
		slices.Reverse(rows)
	}
	for range 3 {
		settle(rows, func(it *item) []*item { return it.left })
		slices.Reverse(rows)
		settle(rows, func(it *item) []*item { return it.right })
		slices.Reverse(rows)
	}
	height := s.place(rows)
	if len(nodes) > 0 {
		height += framePad
	}
	s.d.Groups[g].Band = headHeight + int(height) + s.backLanes(arriving)*backLane
}

// items gives the items of each column, in the order to begin with.
func (s *sketch) items(nodes, arriving []int) [][]*item {
	rows := make([][]*item, len(s.d.Columns))
	byNode := map[int]*item{}
	for _, id := range nodes {
		n := &s.d.Nodes[id]
		it := &item{node: id, column: n.Column, height: float64(n.Height)}
		byNode[id] = it
		rows[n.Column] = append(rows[n.Column], it)
	}
	for _, e := range arriving {
		if !s.d.Edges[e].Back {
			s.lane(rows, byNode, e)
		}
	}
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b *item) int { return s.compareItems(a, b) })
		for i, it := range row {
			it.order, it.y = float64(i), float64(i*(nodeHeight+nodeGap))
		}
	}
	return rows
}

func (s *sketch) compareItems(a, b *item) int {
	if a.node < 0 || b.node < 0 {
		return cmp.Compare(min(b.node, 0), min(a.node, 0)) // edges below nodes
	}
	x, y := &s.d.Nodes[a.node], &s.d.Nodes[b.node]
	return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Name, y.Name), cmp.Compare(a.node, b.node))
}

// lane makes room for an edge in the columns that it passes.
func (s *sketch) lane(rows [][]*item, byNode map[int]*item, e int) {
	edge := &s.d.Edges[e]
	from, to := byNode[edge.From], byNode[edge.To]
	key := laneKey{e, edge.To}
	if from == nil {
		key.edge = -1
	}
	last := from
	first := s.d.Nodes[edge.From].Column + 1
	known := s.lanes[key]
	if from == nil && len(known) > 0 && known[0].column <= first {
		return
	}
	var way []*item
	for c := first; c < to.column; c++ {
		it := &item{node: -1, column: c, height: laneHeight}
		if i := slices.IndexFunc(known, func(k *item) bool { return k.column == c }); i >= 0 {
			it = known[i]
		} else {
			rows[c] = append(rows[c], it)
		}
		tie(last, it)
		last, way = it, append(way, it)
	}
	tie(last, to)
	s.lanes[key] = way
}

func tie(left, right *item) {
	if left != nil && !slices.Contains(left.right, right) {
		left.right = append(left.right, right)
		right.left = append(right.left, left)
	}
}

// sweep orders each column by where its neighbours on one side stand.
func sweep(rows [][]*item, side func(*item) []*item) {
	for _, row := range rows {
		for _, it := range row {
			if near := side(it); len(near) > 0 {
				it.order = mean(near, func(n *item) float64 { return n.order })
			}
		}
		slices.SortStableFunc(row, func(a, b *item) int { return cmp.Compare(a.order, b.order) })
		for i, it := range row {
			it.order = float64(i)
		}
	}
}

func mean(items []*item, of func(*item) float64) float64 {
	sum := 0.0
	for _, it := range items {
		sum += of(it)
	}
	return sum / float64(len(items))
}

// settle moves the items of each column next to their neighbours on one side, as far as those above leave room.
func settle(rows [][]*item, side func(*item) []*item) {
	for _, row := range rows {
		pushed, floor := 0.0, 0.0
		for i, it := range row {
			wish := it.y
			if near := side(it); len(near) > 0 {
				wish = mean(near, func(n *item) float64 { return n.y })
			}
			it.y = wish
			if i > 0 {
				it.y = max(wish, floor+it.height/2)
			}
			floor = it.y + it.height/2 + gapAfter(it)
			pushed += it.y - wish
		}
		for _, it := range row { // half of the way back up, so that the column stands around its wishes
			it.y -= pushed / float64(len(row))
		}
	}
}

func gapAfter(it *item) float64 {
	if it.node < 0 {
		return nodeGap / 2
	}
	return nodeGap
}

// place gives nodes their position within the group, and tells how high the group's own part is.
func (s *sketch) place(rows [][]*item) float64 {
	top, bottom, found := 0.0, 0.0, false
	for _, row := range rows {
		for _, it := range row {
			if a := it.y - it.height/2; !found || a < top {
				top = a
			}
			if b := it.y + it.height/2; !found || b > bottom {
				bottom = b
			}
			found = true
		}
	}
	for _, row := range rows {
		for _, it := range row {
			it.y += headHeight - top
			if it.node >= 0 {
				s.d.Nodes[it.node].Y = int(it.y - it.height/2)
			}
		}
	}
	return bottom - top
}

// backLanes counts the nodes of a group that edges lead back to: each has its own line below the nodes.
func (s *sketch) backLanes(arriving []int) int { return len(s.backTargets(arriving)) }

func (s *sketch) backTargets(arriving []int) []int {
	var targets []int
	for _, e := range arriving {
		if edge := &s.d.Edges[e]; edge.Back && !slices.Contains(targets, edge.To) {
			targets = append(targets, edge.To)
		}
	}
	return targets
}

// stack puts groups below each other. Each holds its own nodes first, then the groups in it.
func (s *sketch) stack() {
	y := margin + titleHeight
	var open []int
	shut := func(depth int) {
		for len(open) > depth {
			g := &s.d.Groups[open[len(open)-1]]
			open = open[:len(open)-1]
			if g.Y+g.Band < y {
				y += framePad - frameGap
			}
			g.Height = y - g.Y
			y += frameGap
		}
	}
	for i := range s.d.Groups {
		g := &s.d.Groups[i]
		if g.Kind == outsideGroup {
			continue
		}
		shut(g.Depth)
		g.Y = y
		y += g.Band
		open = append(open, i)
	}
	shut(0)
	s.d.Height = y + margin
	for i := range s.d.Nodes {
		s.d.Nodes[i].Y += s.d.Groups[s.d.Nodes[i].Group].Y
	}
}

// lowestEntry bounds how far down entries stand: they have to be seen when a large drawing is opened.
const lowestEntry = 360

// entries puts who is outside beside what they get into.
func (s *sketch) entries(ids []int) {
	wish := map[int]float64{}
	for _, id := range ids {
		for _, e := range s.out[id] {
			wish[id] += float64(s.d.Nodes[s.d.Edges[e].To].Y) / float64(len(s.out[id]))
		}
		wish[id] = min(wish[id], lowestEntry)
	}
	slices.SortStableFunc(ids, func(a, b int) int { return cmp.Compare(wish[a], wish[b]) })
	y := margin + titleHeight + headHeight
	for _, id := range ids {
		y = max(y, int(wish[id]))
		s.d.Nodes[id].Y = y
		y += nodeHeight + nodeGap
	}
	s.d.Height = max(s.d.Height, y+margin)
	if s.d.Groups[0].Kind == outsideGroup {
		s.d.Groups[0].Y, s.d.Groups[0].Height = margin+titleHeight, s.d.Height-2*margin-titleHeight
		s.d.Groups[0].Band = s.d.Groups[0].Height
	}
}

func (s *sketch) frame() {
	s.d.Width = 2 * margin
	if n := len(s.d.Columns); n > 0 {
		s.d.Width = s.d.Columns[n-1].X + s.d.Columns[n-1].Width + gutter + margin
	}
}
