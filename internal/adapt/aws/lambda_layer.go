package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// makeLayer adapts aws_lambda_layer_version, managed or described.
func makeLayer(r resource) {
	l := &model.Layer{Head: r.HeadNamed("layer_name")}
	r.b.Sys.Layers = append(r.b.Sys.Layers, l)
	r.b.Declare(r, l)
}

// layerPermission adapts aws_lambda_layer_version_permission: who may use the layer's code.
func layerPermission() adapter {
	return setting[*model.Layer]{
		Path: "layer_name", All: model.Layers, Outside: outsideLayer,
		Set: func(r resource, l *model.Layer) { l.Grants = append(l.Grants, layerGrant(r)) },
		May: func(r resource, l *model.Layer, why string) {
			g := layerGrant(r)
			g.Certain = model.Undecided(why)
			l.Grants = append(l.Grants, g)
		},
	}.Adapter()
}

func layerGrant(r resource) *model.Grant {
	g := &model.Grant{
		Place: r.Place("principal"), Principal: permitted(r, "principal"), Limits: statementLimits(r),
		Abilities: []model.Ability{model.Read}, Certain: model.True(),
	}
	g.Sid, _ = r.Str("statement_id").Get()
	if action, ok := r.Str("action").Get(); ok {
		g.Actions = []string{action}
	}
	return g
}
