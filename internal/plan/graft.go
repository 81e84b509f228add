package plan

// Graft says in terms of other resources what one resource of a plan amounts to: an instance of a type that is made of
// many objects, each of which adapters know as a type of its own.
type Graft struct {
	Of *Resource
	// Made holds the resources, in the plan of their own that they were read from. Their references stand where Of
	// stands, so that they may lead to anything that Of could refer to.
	Made *Plan
	// Leads gives, for attributes of Of, the attribute of a made resource that they are: whoever refers to the one
	// refers to the other. "" stands for Of as a whole.
	Leads map[string]Lead
	// Templates knows the texts of the made resources. It may be nil.
	Templates Templates
}

// Lead is an attribute of a grafted resource.
type Lead struct{ Address, Attribute string }

// lead is a Lead that was looked up.
type lead struct {
	resource  *Resource
	attribute string
}

// Graft adds what resources amount to. It must not be called while the plan is in use.
func (p *Plan) Graft(grafts []Graft) {
	if len(grafts) == 0 {
		return
	}
	texts := grafted{own: map[string]Templates{}, others: p.templates}
	p.leads = map[*Resource]map[string]lead{}
	for _, g := range grafts {
		byAddress := map[string]*Resource{}
		for _, r := range g.Made.Resources {
			r.move(g.Of)
			byAddress[r.Address] = r
			texts.own[r.Address] = g.Templates
		}
		leads := map[string]lead{}
		for attribute, to := range g.Leads {
			if r := byAddress[to.Address]; r != nil {
				leads[attribute] = lead{r, to.Attribute}
			}
		}
		p.leads[g.Of] = leads
		p.Resources = append(p.Resources, g.Made.Resources...)
	}
	p.templates = texts
	p.index = index{} // made again, with the new resources
}

// move puts a resource where another one stands.
func (r *Resource) move(to *Resource) {
	r.Module, r.Key, r.keyed, r.Actions = to.Module, to.Key, to.keyed, to.Actions
	r.ProviderMajor = 0
	config := blockConfig{}
	if r.config != nil {
		config.arguments = r.config.arguments
	}
	if to.config != nil {
		config.module, config.forEach, config.count = to.config.module, to.config.forEach, to.config.count
	}
	r.config = &config
}

// led gives what an attribute of a resource is, if it was grafted, and the attribute itself if not.
func (p *Plan) led(r *Resource, attribute string) (to *Resource, name string) {
	if l, ok := p.leads[r][attribute]; ok {
		return l.resource, l.attribute
	}
	return r, attribute
}

// grafted finds the texts of grafted resources where they were made, and all others where they are written.
type grafted struct {
	own    map[string]Templates
	others Templates
}

func (g grafted) of(address string) Templates {
	if t, ok := g.own[address]; ok {
		return t
	}
	return g.others
}

// Template implements Templates.
func (g grafted) Template(address, attribute string) (parts []struct{ Text, Address, Attribute string }, ok bool) {
	if t := g.of(address); t != nil {
		return t.Template(address, attribute)
	}
	return nil, false
}

// Decoded implements Templates.
func (g grafted) Decoded(address, attribute string) (parts []struct{ Text, Address, Attribute string }, ok bool) {
	if t := g.of(address); t != nil {
		return t.Decoded(address, attribute)
	}
	return nil, false
}

// TemplateList implements Templates.
func (g grafted) TemplateList(address, attribute string) (elements [][]struct{ Text, Address, Attribute string }, ok bool) {
	if t := g.of(address); t != nil {
		return t.TemplateList(address, attribute)
	}
	return nil, false
}
