package model

// Writer is a function that certainly may write to a channel.
type Writer struct {
	Function *Function
	Answer   Answer
}

// Writers gives the functions whose one identity certainly may write to a channel. It is worked out for all channels at
// once, on first use: asking each identity about each channel would be quadratic.
func (s *System) Writers(c *Channel) []Writer {
	if s.writers == nil {
		s.writers = s.findWriters()
	}
	return s.writers[c]
}

func (s *System) findWriters() map[*Channel][]Writer {
	found := map[*Channel][]Writer{}
	for _, f := range s.Functions {
		id, ok := f.Identity.One()
		if !ok || id.Names == nil {
			continue
		}
		for _, o := range id.Names() {
			c, ok := o.(*Channel)
			if !ok {
				continue
			}
			if a := id.May(Publish, c); a.Allowed == True() {
				found[c] = append(found[c], Writer{f, a})
			}
		}
	}
	return found
}
