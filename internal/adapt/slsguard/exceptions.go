package slsguard

import (
	"strconv"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// foundAs names the rules that the provider finds under another: Terraform does not tell it what is sensitive, so that a
// secret which comes from somewhere else (SLS402) is a literal one to it (SLS401).
func foundAs() map[string]string { return map[string]string{"SLS402": "SLS401"} }

// exceptionsOf gives the exceptions of a declaration in a plan.
func exceptionsOf(r *plan.Resource) []*model.Exception {
	var all []*model.Exception
	for i, e := range r.Attr("exceptions").Items() {
		at := model.PlaceOf(r.Address, "exceptions."+strconv.Itoa(i))
		all = append(all, &model.Exception{
			Place: at, Rule: textOf(e, "rule", at), Expires: dayOf(textOf(e, "expires", at)),
		})
	}
	return all
}

func textOf(outer plan.Value, name string, at model.Place) model.Value[string] {
	at = at.At(at.Attribute() + "." + name)
	switch v := outer.Get(name); {
	case outer.IsUnknown() || v.IsUnknown():
		return model.UnknownSet[string](at.Attribute()+" is known only after apply", at)
	case v.IsAbsent():
		return model.NotSet[string](at)
	default:
		return model.Known(v.Text(), at)
	}
}

// dayOf reads a day as the provider takes it: 2006-01-02.
func dayOf(text model.Value[string]) model.Value[time.Time] {
	written, ok := text.Get()
	if !ok {
		return model.UnknownSet[time.Time](text.Why(), text.Place)
	}
	day, err := time.Parse(time.DateOnly, written)
	if err != nil {
		return model.UnknownSet[time.Time](text.Place.Attribute()+" is no day such as 2006-01-02", text.Place)
	}
	return model.Known(day, text.Place)
}
