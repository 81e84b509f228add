package base_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestStartsWith(t *testing.T) {
	at := model.PlaceOf("a.b", "url")
	shaped := func(shape string) model.Value[string] { return model.UnknownSet[string]("later", at).Shaped(shape) }
	yes, no := model.True(), model.False()
	for _, test := range []struct {
		name  string
		value model.Value[string]
		want  *model.Truth // nil for unknown
	}{
		{"known", model.Known("HTTP://a", at), &yes},
		{"other scheme", model.Known("https://a", at), &no},
		{"shorter", model.Known("http", at), &no},
		{"absent", model.NotSet[string](at), &no},
		{"unknown", model.UnknownSet[string]("later", at), nil},
		{"known beginning", shaped("http://" + model.Gap + "/api"), &yes},
		{"other known beginning", shaped("https://" + model.Gap + "/api"), &no},
		{"gap first", shaped(model.Gap + "/http://"), nil},
		{"gap within", shaped("http" + model.Gap), nil},
		{"never, gap early", shaped("f" + model.Gap), &no},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := base.StartsWith(test.value, "http://")
			switch {
			case test.want == nil && (model.Certainly(got) || model.Never(got)):
				t.Errorf("decided")
			case test.want != nil && model.Certainly(got) != model.Certainly(*test.want):
				t.Errorf("certain is %t", model.Certainly(got))
			case test.want != nil && model.Never(got) != model.Never(*test.want):
				t.Errorf("never is %t", model.Never(got))
			}
		})
	}
}
