package azure

import (
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func policyOfText(text string) *gatewayPolicy {
	p := &gatewayPolicy{place: model.PlaceOf("azurerm_api_management_api_policy.p", "xml_content")}
	p.parse(text)
	return p
}

func TestGatewayPolicy(t *testing.T) {
	const token = `<policies><inbound><base /><validate-jwt header-name="Authorization"/></inbound></policies>`
	tests := map[string]struct {
		own, around string
		element     string
		want        string
	}{
		"own":                      {own: token, element: "validate-jwt", want: "true"},
		"around":                   {own: `<policies><inbound><base/></inbound></policies>`, around: token, element: "validate-jwt", want: "true"},
		"not taken over":           {own: `<policies><inbound><cors/></inbound></policies>`, around: token, element: "validate-jwt", want: "false"},
		"no inbound section":       {own: `<policies><outbound/></policies>`, around: token, element: "validate-jwt", want: "true"},
		"in a comment":             {own: `<policies><inbound><!-- <validate-jwt/> --></inbound></policies>`, element: "validate-jwt", want: "false"},
		"in the outbound section":  {own: `<policies><inbound/><outbound><validate-jwt/></outbound></policies>`, element: "validate-jwt", want: "false"},
		"expressions break XML":    {own: `<policies><inbound><set-header name="a" value="@(context.Request.Headers["x"] < 3)"/><rate-limit calls="5"/></inbound></policies>`, element: "rate-limit", want: "true"},
		"nested":                   {own: `<policies><inbound><choose><when><ip-filter/></when></choose></inbound></policies>`, element: "ip-filter", want: "true"},
		"no document":              {own: "placeholder", element: "validate-jwt", want: "false"},
		"another element's prefix": {own: `<policies><inbound><rate-limit-by-key/></inbound></policies>`, element: "rate-limit", want: "false"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			ps := policies{policyOfText(tt.own)}
			if tt.around != "" {
				ps = append(ps, policyOfText(tt.around))
			}
			if got, _ := ps.any(tt.element); got.String() != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestUnreadPolicyLeavesItOpen(t *testing.T) {
	unread := &gatewayPolicy{why: "it stands at a link", inherits: true}
	if got, _ := (policies{unread}).any("validate-jwt"); got != model.Undecided("it stands at a link") {
		t.Errorf("got %s", got)
	}
}

func TestGatewayCORS(t *testing.T) {
	cors := policies{policyOfText(`<policies><inbound><cors allow-credentials="true"><allowed-origins><origin> * </origin>` +
		`<origin>https://a.example</origin></allowed-origins><allowed-methods><method>POST</method></allowed-methods></cors></inbound></policies>`)}.cors()
	if cors == nil {
		t.Fatal("no cors element was found")
	}
	origins, _ := cors.Origins.Get()
	methods, _ := cors.Methods.Get()
	if got := strings.Join(origins, " ") + "; " + strings.Join(methods, " "); got != "* https://a.example; POST" {
		t.Errorf("got %q", got)
	}
	if model.IsTrue(cors.Credentials) != model.True() {
		t.Error("credentials are allowed")
	}
}

func FuzzGatewayPolicy(f *testing.F) {
	f.Add(`<policies><inbound><base/><cors><allowed-origins><origin>*</origin></allowed-origins></cors></inbound></policies>`)
	f.Add(`<inbound><a<b>"</inbound>`)
	f.Fuzz(func(_ *testing.T, text string) {
		ps := policies{policyOfText(text)}
		ps.any("validate-jwt")
		ps.cors()
	})
}
