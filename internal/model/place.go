package model

// Place says where in a plan a fact stands: an attribute of a resource instance. There is one in every Value and Link of
// a model, so that it is kept small. Two of them are compared by Equal.
type Place struct {
	in        *instance // nil when nothing in the plan states the fact
	attribute *string   // nil for the whole resource
}

// instance is a resource instance, shared by all places in it.
type instance struct {
	address string
	places  *Places // nil for one that belongs to none
}

// Places makes the places of one plan. Those that it makes share their texts.
type Places struct{ attributes map[string]*string }

// NewPlaces gives a maker of places. It must not be used by several goroutines at once, but the places may be.
func NewPlaces() *Places { return &Places{map[string]*string{}} }

// Of gives the place of a whole instance, which Attribute gives places in.
func (p *Places) Of(address string) Place { return Place{in: &instance{address, p}} }

// Attribute gives the place of an attribute of an instance that Of was asked for. It differs from Place.At only in that
// it keeps the attribute's text for the next to ask.
func (p *Places) Attribute(of Place, attribute string) Place {
	if attribute == "" {
		return Place{in: of.in}
	}
	if known, ok := p.attributes[attribute]; ok {
		return Place{of.in, known}
	}
	kept := attribute // not attribute itself, which would then be allocated in any case
	p.attributes[attribute] = &kept
	return Place{of.in, &kept}
}

// PlaceOf gives a place that stands alone. The address is that of a resource instance, the attribute a dotted path in
// it: "vpc_config.0.subnet_ids"; "" for the whole resource.
func PlaceOf(address, attribute string) Place {
	if address == "" && attribute == "" {
		return Place{}
	}
	return Place{in: &instance{address: address}}.At(attribute)
}

// Address is that of the resource instance, "" when nothing in the plan states the fact.
func (p Place) Address() string {
	if p.in == nil {
		return ""
	}
	return p.in.address
}

// Attribute is the dotted path of the attribute: "vpc_config.0.subnet_ids"; "" for the whole resource.
func (p Place) Attribute() string {
	if p.attribute == nil {
		return ""
	}
	return *p.attribute
}

// At gives the place of an attribute of the same resource.
func (p Place) At(attribute string) Place {
	if attribute == "" {
		return Place{in: p.in}
	}
	if p.in != nil && p.in.places != nil {
		if known, ok := p.in.places.attributes[attribute]; ok {
			return Place{p.in, known}
		}
	}
	own := attribute
	return Place{p.in, &own}
}

// Equal tells whether two places are the same.
func (p Place) Equal(q Place) bool {
	return p == q || p.Address() == q.Address() && p.Attribute() == q.Attribute()
}

// String is for tests and messages.
func (p Place) String() string { return p.Address() + " " + p.Attribute() }
