package model

// Reach is what the policies of an identity open to it, before it is asked what they say of each object.
type Reach struct {
	// Named are lists of objects that its policies name or match; an object may be in several.
	Named [][]Object
	// All are the sets that its policies open as a whole, by a statement on every resource. Identities share them.
	All []*Set
}

// Set is all objects of a service.
type Set struct{ Objects []Object }

// Writer is a function that certainly may write to a channel.
type Writer struct {
	Function *Function
	Answer   Answer
}

// Writers gives functions whose one identity certainly may write to a channel: all those whose policies name or match
// it, and of those that may write to everything at least as many as make two with the others. It is worked out for all
// channels at once, on first use: asking each identity about each channel would be quadratic.
func (s *System) Writers(c *Channel) []Writer {
	if s.writers == nil {
		s.writers = s.findWriters()
	}
	return s.writers[c]
}

func (s *System) findWriters() map[*Channel][]Writer {
	search := writerSearch{
		found: map[*Channel][]Writer{}, named: map[*Identity][]reached{}, all: map[*Identity][]reached{},
		open: map[*Set][]*Channel{},
	}
	for _, f := range s.Functions {
		search.bound(f)
		if id, ok := f.Identity.One(); ok && id.Reach != nil {
			search.add(f, id)
		}
	}
	return search.found
}

// bound adds the channels that a function's output bindings lead to.
func (s *writerSearch) bound(f *Function) {
	for i := range f.Writes {
		if c, ok := f.Writes[i].Channel.One(); ok {
			s.found[c] = append(s.found[c], Writer{f, Answer{Allowed: True(), Place: f.Writes[i].Channel.Place, Note: "an output binding"}})
		}
	}
}

// writerSearch finds the writers of all channels. Identities are asked once, however many functions share them.
type writerSearch struct {
	found map[*Channel][]Writer
	named map[*Identity][]reached
	all   map[*Identity][]reached // channels that have too few writers
	open  map[*Set][]*Channel     // of each set, the channels that have too few writers
}

// enough writers are two: nobody asks for more of those that may write to everything.
const enough = 2

type reached struct {
	channel *Channel
	answer  Answer
}

func (s *writerSearch) add(f *Function, id *Identity) {
	if _, asked := s.named[id]; !asked {
		s.ask(id)
	}
	for _, r := range s.named[id] {
		s.found[r.channel] = append(s.found[r.channel], Writer{f, r.answer})
	}
	left := s.all[id][:0]
	for _, r := range s.all[id] {
		if len(s.found[r.channel]) < enough {
			s.found[r.channel] = append(s.found[r.channel], Writer{f, r.answer})
			left = append(left, r)
		}
	}
	s.all[id] = left
}

func (s *writerSearch) ask(id *Identity) {
	reach := id.Reach(Publish)
	asked := map[*Channel]bool{}
	for _, list := range reach.Named {
		for _, o := range list {
			c, ok := o.(*Channel)
			if !ok || asked[c] {
				continue
			}
			asked[c] = true
			s.named[id] = mayWrite(s.named[id], id, c)
		}
	}
	if s.named[id] == nil {
		s.named[id] = []reached{} // it was asked
	}
	for _, set := range reach.All {
		for _, c := range s.stillOpen(set) {
			if !asked[c] {
				s.all[id] = mayWrite(s.all[id], id, c)
			}
		}
	}
}

// stillOpen gives the channels of a set that have too few writers: each time fewer.
func (s *writerSearch) stillOpen(set *Set) []*Channel {
	open, ok := s.open[set]
	if !ok {
		for _, o := range set.Objects {
			if c, ok := o.(*Channel); ok {
				open = append(open, c)
			}
		}
	}
	left := open[:0]
	for _, c := range open {
		if len(s.found[c]) < enough {
			left = append(left, c)
		}
	}
	s.open[set] = left
	return left
}

func mayWrite(to []reached, id *Identity, c *Channel) []reached {
	if a := id.May(Publish, c); a.Allowed == True() {
		return append(to, reached{c, a})
	}
	return to
}
