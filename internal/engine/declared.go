package engine

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// declared tells what is found of the objects that a declaration amounts to of the declaration itself: nobody has
// written the objects, and nobody can find them in the configuration.
type declared struct {
	byObject map[string]*model.Part        // by the address of the object
	whole    map[string]*model.Declaration // by the address of the declaration
	names    *strings.Replacer
	now      time.Time
	needed   map[need]bool
}

// need is that of an exception: what instances of one block are excused from is written once for all of them.
type need struct{ block, rule string }

func newDeclared(sys *model.System) *declared {
	d := &declared{
		byObject: sys.Declarations, whole: map[string]*model.Declaration{}, now: sys.Now, needed: map[need]bool{},
	}
	var names []string
	for _, object := range slices.Sorted(maps.Keys(sys.Declarations)) {
		whole := sys.Declarations[object].Of
		names = append(names, object, whole.Address, escaped(object), escaped(whole.Address))
		d.whole[whole.Address] = whole
	}
	d.names = strings.NewReplacer(names...)
	return d
}

// escaped gives an address as it stands in a text that quotes it.
func escaped(address string) string {
	quoted := strconv.Quote(address)
	return quoted[1 : len(quoted)-1]
}

// tell changes verdicts to be about what was declared.
func (d *declared) tell(r *rule.Rule, verdicts []*rule.Verdict) {
	if len(d.byObject) == 0 {
		return
	}
	for _, v := range verdicts {
		v.Place = model.PlaceOf(d.place(v.Place.Address(), v.Place.Attribute()))
		v.Message, v.Reason, v.Fix = d.names.Replace(v.Message), d.names.Replace(v.Reason), d.names.Replace(v.Fix)
		v.Evidence = slices.Clone(v.Evidence)
		for i := range v.Evidence {
			d.evidence(&v.Evidence[i])
		}
		d.narrow(v)
		if whole := d.whole[v.Place.Address()]; whole != nil && whole.Remedies[r.ID] != "" {
			v.Fix = whole.Remedies[r.ID]
		}
	}
}

func (d *declared) place(address, attribute string) (declaredAddress, declaredAttribute string) {
	if to, ok := d.byObject[address]; ok {
		return to.Of.Address, to.Attribute(attribute)
	}
	return address, attribute
}

func (d *declared) evidence(e *finding.Evidence) {
	e.Address, e.Attribute = d.place(e.Address, e.Attribute)
	e.Note = d.names.Replace(e.Note)
	if e.Hop != nil {
		e.Hop = &finding.Hop{From: d.names.Replace(e.Hop.From), To: d.names.Replace(e.Hop.To), Label: d.names.Replace(e.Hop.Label)}
	}
}

// narrow takes the more exact place that the evidence names: what is found of a role as a whole rests on one of its
// policies, which one declared permission was made into.
func (d *declared) narrow(v *rule.Verdict) {
	if _, ok := d.whole[v.Place.Address()]; !ok {
		return
	}
	for _, e := range v.Evidence {
		rest, inside := strings.CutPrefix(e.Attribute, v.Place.Attribute())
		if e.Address == v.Place.Address() && inside && rest != "" && (rest[0] == '.' || rest[0] == '[') {
			v.Place = v.Place.At(e.Attribute)
			return
		}
	}
}

// loosened gives the promises of declarations that a rule is about, and that they give up.
func (d *declared) loosened(r *rule.Rule) []*rule.Verdict {
	var all []*rule.Verdict
	for _, address := range slices.Sorted(maps.Keys(d.whole)) {
		for _, l := range d.whole[address].Loosened {
			if l.Rule == r.ID {
				at := model.PlaceOf(address, l.Attribute)
				all = append(all, &rule.Verdict{Outcome: rule.Fail, Place: at, Message: l.Message, Fix: l.Fix})
			}
		}
	}
	return all
}

// excepted tells whether an exception that holds today lets a declaration break a rule.
func (d *declared) excepted(r *rule.Rule, address string) bool {
	to, ok := d.whole[address]
	return ok && slices.ContainsFunc(to.Exceptions, func(x *model.Exception) bool {
		return isFor(x, r) && model.Never(x.Expired(d.now))
	})
}

// isFor tells whether an exception is certainly one for a rule.
func isFor(x *model.Exception, r *rule.Rule) bool {
	word, ok := x.Rule.Get()
	return ok && (strings.EqualFold(word, r.ID) || strings.EqualFold(word, r.Name))
}
