package google

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/source"
)

// TestDefinitionsWithHoles follows the references in definitions that the plan does not hold.
func TestDefinitionsWithHoles(t *testing.T) {
	dir := filepath.Join("testdata", "gateway_written")
	p, err := plan.ReadFile(context.Background(), filepath.Join(dir, "plan.json"), plan.Options{Keep: Keeper()})
	if err != nil {
		t.Fatal(err)
	}
	tree, err := source.Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	p.SetTemplates(tree)
	tree.SetValues(p.Text)
	tree.SetPlan(p)
	var got []string
	for _, e := range systemOf(p).Endpoints {
		if e.Kind == model.HTTPRoute {
			got = append(got, line(e.Address, e.Label(), shown(e.Auth), "function", to(e.Function)))
		}
	}
	same(t, got, `
		google_api_gateway_api_config.orders GET /orders none function google_cloud_run_v2_service.orders
		google_endpoints_service.decides decides.endpoints.example.cloud.goog ? function google_cloud_run_v2_service.orders ?`)
}

func TestRoutes(t *testing.T) {
	var got []string
	for _, e := range adapted(t, "gateway").Endpoints {
		if e.Kind == model.HTTPRoute {
			var also []model.AuthKind
			for _, other := range e.Also {
				kind, _ := other.Get()
				also = append(also, kind)
			}
			got = append(got, line(e.API.Label(), e.Label(), shown(e.Auth), "key", shown(e.APIKey), also, "by", to(e.Authorizer),
				"function", to(e.Function), "preflight", e.Preflight))
		}
	}
	same(t, got, `
		broken broken ? key ? [] by  function ? preflight unknown: the document is not valid Base64
		known ANY /** none key false [] by  function google_cloudfunctions_function.orders preflight false
		known DELETE /a none key false [] by google_api_gateway_api_config.known function google_cloudfunctions_function.orders preflight false
		known GET /a token key false [] by google_api_gateway_api_config.known function google_cloudfunctions_function.orders preflight false
		known GET /b token key false [] by google_api_gateway_api_config.known function google_cloud_run_v2_service.orders preflight false
		known HEAD /a none key false [] by  function google_cloudfunctions_function.orders preflight false
		known OPTIONS /a token key false [] by google_api_gateway_api_config.known function google_cloudfunctions_function.orders preflight true
		known PATCH /a token key false [API key] by google_api_gateway_api_config.known function google_cloudfunctions_function.orders preflight false
		known POST /a none key false [] by  function google_cloudfunctions_function.orders preflight false
		known PUT /a none key true [] by  function google_cloudfunctions_function.orders preflight false
		three.endpoints.example.cloud.goog GET / token key false [] by google_endpoints_service.three function  preflight false`)
}

func TestTokens(t *testing.T) {
	var got []string
	for _, a := range adapted(t, "gateway").Authorizers {
		got = append(got, line(a.Address, a.Label(), shown(a.Issuer), shown(a.Audience)))
	}
	same(t, got, `
		google_api_gateway_api_config.known account - [the API itself]
		google_api_gateway_api_config.known token https://login.example.com [a b]
		google_endpoints_service.three token http://k.example.com [x]`)
}

func TestQuotas(t *testing.T) {
	var got []string
	for _, api := range adapted(t, "gateway").APIs {
		for _, s := range api.Stages {
			for _, limit := range s.Throttles {
				got = append(got, line(s.Address, limit.Route, limit.On))
			}
		}
	}
	same(t, got, `
		google_api_gateway_gateway.known GET /a true`)
}

func TestLoadBalancers(t *testing.T) {
	sys := adapted(t, "gateway")
	var got []string
	for _, e := range sys.Endpoints {
		switch e.Kind {
		case model.LoadBalancer:
			got = append(got, line(e.Address, shown(e.Auth), "firewall", e.Firewall, "private", e.Private, "function", to(e.Function),
				e.Function.Why, "in front of", len(e.Fronts)))
		case model.FunctionURL:
			got = append(got, line(e.Address, "behind", len(e.FrontedBy)))
		}
	}
	for _, d := range sys.Deliveries {
		got = append(got, line(d.Address, d.Kind, shown(d.URL), "plain", d.Plain, "private", d.Private))
	}
	for _, f := range sys.TLSFloors {
		got = append(got, line(f.Address, shown(f.Version), "weak", f.Weak))
	}
	for _, o := range sys.Observations {
		got = append(got, line(o.Address, o.Kind, o.On, o.At.Attribute()))
	}
	same(t, got, `
		google_api_gateway_api_config.known API integration http://orders-abc-ew.a.run.app/x plain true private false
		google_api_gateway_api_config.known API integration https://europe-west1-example.cloudfunctions.net/orders plain false private false
		google_cloud_run_v2_service.orders behind 1
		google_cloudfunctions_function.orders behind 0
		google_compute_backend_service.login access log false log_config.0.sample_rate
		google_compute_backend_service.login token firewall true private false function google_cloud_run_v2_service.orders  in front of 1
		google_compute_backend_service.masked IAM firewall false private false function ? the path of a request says which function it is for in front of 0
		google_compute_backend_service.masked access log true log_config.0.sample_rate
		google_compute_backend_service.open access log false log_config
		google_compute_backend_service.open none firewall false private false function google_cloud_run_v2_service.orders  in front of 0
		google_compute_region_backend_service.inside IAM firewall false private true function google_cloud_run_v2_service.orders  in front of 0
		google_compute_region_backend_service.inside access log false log_config
		google_compute_ssl_policy.old TLS_1_0 weak true
		google_compute_ssl_policy.restricted TLS_1_0 weak false
		google_compute_ssl_policy.strict TLS_1_2 weak false
		google_compute_target_http_proxy.open load balancer listener - plain true private false
		google_compute_target_https_proxy.open TLS_1_0 weak true`)
}
