package base

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// storeUses are the uses of stores that have been noted.
type storeUses map[storeUse]bool

type storeUse struct {
	store    *model.Store
	function *model.Function
}

// connectStores notes on stores which functions use them: those that are told their address, and those that their
// security groups let in.
func connectStores(sys *model.System) {
	byAddress, uses := map[string]*model.Store{}, storeUses{}
	for _, s := range sys.Stores {
		byAddress[s.Address] = s
	}
	for _, f := range sys.Functions {
		for _, v := range f.Variables {
			for _, from := range v.From {
				if s, ok := byAddress[from.Place.Address()]; ok {
					uses.add(s, f, v.Value.Place, toldIn(v))
				}
			}
		}
	}
	for _, s := range sys.Stores {
		for _, l := range s.Groups {
			if g, ok := l.One(); ok {
				uses.letIn(s, g)
			}
		}
	}
}

// toldIn says where a function is told about a store. A variable without a name is the environment as a whole.
func toldIn(v *model.Variable) string {
	if v.Name == "" {
		return "is told about it in its environment"
	}
	return "is told about it in variable " + v.Name
}

// letIn adds the functions whose group a store's group admits.
func (u storeUses) letIn(s *model.Store, g *model.SecurityGroup) {
	for _, t := range g.Ingress {
		if source, ok := t.Source.One(); ok {
			for _, bearer := range source.Bearers {
				if model.Certainly(bearer.Certain.And(t.Certain)) {
					u.add(s, bearer.Function, t.Source.Place, "is let in by its security group")
				}
			}
		}
	}
}

func (u storeUses) add(s *model.Store, f *model.Function, at model.Place, note string) {
	if key := (storeUse{s, f}); !u[key] {
		u[key] = true
		s.UsedBy = append(s.UsedBy, model.StoreUse{Function: f, Place: at, Note: note})
	}
}
