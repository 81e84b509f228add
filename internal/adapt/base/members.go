package base

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// EachMember makes an edge to each object of a list that is known only after apply as a whole: providers plan a set so
// as soon as one of its elements is. All that its expression refers to are then its elements; only where it also refers
// to something else, such as a condition, it may lead to either of them.
func EachMember[T model.Object, R Reader](r R, l model.Link[T]) []model.Link[T] {
	if !OnlyMembers(r, l) {
		return []model.Link[T]{l}
	}
	links := make([]model.Link[T], 0, len(l.To))
	for _, to := range l.To {
		member := l
		member.To = []T{to}
		links = append(links, member)
	}
	return links
}

// OnlyMembers tells whether the expression of a list refers to nothing but its elements.
func OnlyMembers[T model.Object, R Reader](reader R, l model.Link[T]) bool {
	r := reader.Read()
	res := r.B.Plan.Resolve(r.Resource, l.Place.Attribute())
	if l.Why != "" || len(l.To) == 0 || len(res.Constants) > 0 {
		return false
	}
	for _, o := range res.Origins {
		if _, other := ObjectsOf[T](r.B, o.Resource, 0); other {
			return false
		}
	}
	return true
}

// OneToOne gives each element of a list an object of its own, where there are as many elements that are not known as
// there are objects for them: Terraform lists the references of a list as a whole, so that each of its elements seems
// to lead to all.
func OneToOne[T model.Object](links []model.Link[T]) []model.Link[T] {
	var open []int
	for i, l := range links {
		if len(l.To) > 1 && l.Why == "" {
			open = append(open, i)
		}
	}
	if len(open) == 0 || len(open) != len(links[open[0]].To) || !alike(links, open) {
		return links
	}
	for n, i := range open {
		links[i].To = []T{links[i].To[n]}
	}
	return links
}

// alike tells whether the edges lead to the same objects.
func alike[T model.Object](links []model.Link[T], which []int) bool {
	first := links[which[0]].To
	for _, i := range which {
		if len(links[i].To) != len(first) {
			return false
		}
		for n, to := range links[i].To {
			if to.Base() != first[n].Base() {
				return false
			}
		}
	}
	return true
}
