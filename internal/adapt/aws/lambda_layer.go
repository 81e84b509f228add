package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// makeLayer adapts aws_lambda_layer_version, managed or described.
func makeLayer(r resource) {
	l := &model.Layer{Head: r.headNamed("layer_name")}
	r.b.sys.Layers = append(r.b.sys.Layers, l)
	r.b.declare(r, l)
}

// layerPermission adapts aws_lambda_layer_version_permission: who may use the layer's code.
func layerPermission() adapter {
	return setting[*model.Layer]{
		path: "layer_name", all: model.Layers, outside: outsideLayer,
		set: func(r resource, l *model.Layer) { l.Grants = append(l.Grants, layerGrant(r)) },
		may: func(r resource, l *model.Layer, why string) {
			g := layerGrant(r)
			g.Certain = model.Undecided(why)
			l.Grants = append(l.Grants, g)
		},
	}.adapter()
}

func layerGrant(r resource) *model.Grant {
	g := &model.Grant{
		Place: r.place("principal"), Principal: permitted(r, "principal"), Limits: statementLimits(r),
		Abilities: []model.Ability{model.Read}, Certain: model.True(),
	}
	g.Sid, _ = r.str("statement_id").Get()
	if action, ok := r.str("action").Get(); ok {
		g.Actions = []string{action}
	}
	return g
}
