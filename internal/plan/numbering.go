package plan

// numbering finds things that have a number by their hash. Unlike a map it does not hold them again: of a plan's texts
// and values, that would be as much as all else that is kept while reading.
type numbering struct {
	slots []uint64 // a hash, and below it the number plus one; 0 is free
	count int
}

// find gives the number of the thing with a hash of which is says that it is the one.
func (s *numbering) find(hash uint32, is func(number uint32) bool) (number uint32, ok bool) {
	if s.count == 0 {
		return 0, false
	}
	mask := uint32(len(s.slots) - 1)
	for at := hash & mask; s.slots[at] != 0; at = (at + 1) & mask {
		if slot := s.slots[at]; uint32(slot>>32) == hash && is(uint32(slot)-1) {
			return uint32(slot) - 1, true
		}
	}
	return 0, false
}

// add keeps a number that find does not know yet.
func (s *numbering) add(hash, number uint32) {
	// Half of the slots stay free, so that runs of taken ones are short.
	if 2*(s.count+1) > len(s.slots) {
		s.grow()
	}
	s.put(slotOf(hash, number))
	s.count++
}

// change puts another number in the place of one that was added.
func (s *numbering) change(hash, from, to uint32) {
	mask := uint32(len(s.slots) - 1)
	at := hash & mask
	for s.slots[at] != slotOf(hash, from) {
		at = (at + 1) & mask
	}
	s.slots[at] = slotOf(hash, to)
}

func slotOf(hash, number uint32) uint64 { return uint64(hash)<<32 | uint64(number+1) }

// reserving gives an empty one with room for n numbers, so that it need not grow for them.
func reserving(n int) numbering {
	slots := fewestSlots
	for 2*n > slots {
		slots *= 2
	}
	return numbering{slots: make([]uint64, slots)}
}

const fewestSlots = 256

func (s *numbering) grow() {
	old := s.slots
	s.slots = make([]uint64, max(fewestSlots, 2*len(old)))
	for _, slot := range old {
		if slot != 0 {
			s.put(slot)
		}
	}
}

func (s *numbering) put(slot uint64) {
	mask := uint32(len(s.slots) - 1)
	at := uint32(slot>>32) & mask
	for s.slots[at] != 0 {
		at = (at + 1) & mask
	}
	s.slots[at] = slot
}
