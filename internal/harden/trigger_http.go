package harden

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// accessLog has what is needed to tell who called what and how it went. Query, headers and bodies are left out: they hold
// tokens and personal data.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
const accessLog = `{"requestId":"$context.requestId","extendedRequestId":"$context.extendedRequestId",` +
	`"time":"$context.requestTimeEpoch","ip":"$context.identity.sourceIp","caller":"$context.identity.userArn",` +
	`"principal":"$context.authorizer.principalId","method":"$context.httpMethod","path":"$context.resourcePath",` +
	`"status":"$context.status","error":"$context.error.responseType","integrationError":"$context.integrationErrorMessage",` +
	`"latency":"$context.responseLatency","length":"$context.responseLength"}`

func (t *Trigger) http(d *spec.Trigger) error {
	h := d.HTTP
	if err := checkHTTP(h, excused(d.Exceptions, "SLS203", "unvalidated-request")); err != nil {
		return err
	}
	a := &API{
		Name: "slsguard-" + t.Name, Private: len(h.SourceVPCEs) > 0, DefaultOff: h.Domain != nil, TLS: "TLS_1_2",
		APIKeys: sorted(h.Authorizer.APIKeys), Domain: domain(h.Domain),
	}
	authorization := a.authorize(t.Name, &h.Authorizer)
	a.Policy = t.apiPolicy(h, authorization == "AWS_IAM")
	a.Stage = Stage{
		Name: or(h.StageName, DefaultStage), LogFormat: accessLog, LogLevel: "ERROR", Metrics: true, Tracing: true,
		Rate: or(h.ThrottleRate, DefaultThrottleRate), Burst: or(h.ThrottleBurst, DefaultThrottleBurst), WebACL: h.WebACL,
	}
	a.LogGroup = LogGroup{
		Name: t.LogGroupName(), Retention: or(h.LogRetention, DefaultRetention), Key: or(d.Key, OwnKey),
	}
	t.key(d.Key, logsUseKey(t.Scope, a.LogGroup.ARN(t.Scope)))
	t.API = a
	t.routes(h, authorization)
	t.runAuthorizer()
	a.Stage.Definition = a.definition()
	return nil
}

// definition stands for everything that takes effect only when it is deployed to a stage.
func (a *API) definition() string {
	return short(fmt.Sprintf("%s %+v %+v", a.Policy.String(), deref(a.Authorizer), a.Routes))
}

func deref(a *Authorizer) Authorizer {
	if a == nil {
		return Authorizer{}
	}
	return *a
}

func domain(d *spec.Domain) *Domain {
	if d == nil {
		return nil
	}
	return &Domain{
		Name: d.Name, Certificate: d.Certificate, SecurityPolicy: "TLS_1_2",
		Truststore: d.Truststore, TruststoreVersion: d.TruststoreVersion,
	}
}

// authorize sets the authorizer, if there is one, and gives how each method is authorized.
func (a *API) authorize(name string, from *spec.Authorizer) (authorization string) {
	switch from.Kind {
	case spec.CognitoAuthorizer:
		authorization = "COGNITO_USER_POOLS"
		a.Authorizer = &Authorizer{Name: name, Type: "COGNITO_USER_POOLS", UserPools: sorted(from.UserPools)}
	case spec.JWTAuthorizer:
		authorization = "CUSTOM"
		a.Authorizer = &Authorizer{
			Name: name, Type: "TOKEN", Function: from.Function,
			Pattern: or(from.Pattern, `^Bearer [-0-9A-Za-z._]+$`),
		}
	default:
		return "AWS_IAM"
	}
	a.Authorizer.Source = "method.request.header.Authorization"
	// No decision is kept: a kept one also holds for other routes of the API, and after a token is taken back.
	a.Authorizer.TTL = 0
	return authorization
}

// apiPolicy limits who may call at all. With IAM authorization the caller's own policies allow the call, so that denials
// suffice; a statement for everyone would let in callers who have no leave of their own. With tokens, and for private
// APIs, API Gateway asks for a statement that allows.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
func (t *Trigger) apiPolicy(h *spec.HTTP, byIAM bool) Policy {
	all := t.Scope.ARN("execute-api", OwnAPI+"/*")
	invoke := []string{"execute-api:Invoke"}
	if !byIAM {
		s := Statement{Sid: "Callers", Effect: "Allow", Everyone: true, Actions: invoke, Resources: []string{all}}
		return Policy{[]Statement{from(s, h, "StringEquals", "IpAddress")}}
	}
	var p Policy
	deny := Statement{Effect: "Deny", Everyone: true, Actions: invoke, Resources: []string{all}}
	deny.Sid = "OtherAccounts"
	p = p.With(deny.where("StringNotEquals", "aws:PrincipalAccount", t.Scope.Account))
	if len(h.SourceVPCEs) > 0 {
		deny.Sid = "OtherEndpoints"
		p = p.With(deny.where("StringNotEquals", "aws:SourceVpce", sorted(h.SourceVPCEs)...))
		own := allow("Account", invoke, all)
		own.Principals = map[string][]string{"AWS": {t.Scope.Global("iam", "root")}}
		p = p.With(own)
	}
	if len(h.SourceCIDRs) > 0 {
		deny.Sid = "OtherNetworks"
		p = p.With(deny.where("NotIpAddress", "aws:SourceIp", sorted(h.SourceCIDRs)...))
	}
	return p
}

func from(s Statement, h *spec.HTTP, endpoint, network string) Statement {
	if len(h.SourceVPCEs) > 0 {
		s = s.where(endpoint, "aws:SourceVpce", sorted(h.SourceVPCEs)...)
	}
	if len(h.SourceCIDRs) > 0 {
		s = s.where(network, "aws:SourceIp", sorted(h.SourceCIDRs)...)
	}
	return s
}

// routes makes the methods, each with its own grant: a path that is not declared can't run the function.
func (t *Trigger) routes(h *spec.HTTP, authorization string) {
	for _, r := range h.Routes {
		route := APIRoute{
			Method: r.Method, Path: r.Path, Parameters: parameters(r), Validated: true, Authorization: authorization,
			Scopes: sorted(h.Authorizer.Scopes), NeedsKey: len(t.API.APIKeys) > 0, Function: t.Function,
		}
		if r.Schema != "" {
			route.Schema = NormalJSON(r.Schema)
			route.Model = "Body" + short(r.Method+" "+r.Path)
		}
		t.API.Routes = append(t.API.Routes, route)
		t.Grants = append(t.Grants, Grant{
			Sid:      fmt.Sprintf("%s-%s", t.Sid(), short(r.Method+" "+r.Path)),
			Function: t.Function, Principal: "apigateway.amazonaws.com", SourceAccount: t.Scope.Account,
			SourceARN: t.Scope.ARN("execute-api", OwnAPI+"/"+t.API.Stage.Name+"/"+r.Method+grantPath(r.Path)),
		})
	}
	slices.SortFunc(t.API.Routes, func(a, b APIRoute) int {
		return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method)
	})
}

func parameters(r spec.Route) []string {
	var all []string
	for _, name := range r.Query {
		all = append(all, "method.request.querystring."+name)
	}
	for _, name := range r.Headers {
		all = append(all, "method.request.header."+name)
	}
	for _, name := range pathParameter.FindAllStringSubmatch(r.Path, -1) {
		all = append(all, "method.request.path."+strings.TrimSuffix(name[1], "+"))
	}
	return sorted(all)
}

var (
	pathParameter = regexp.MustCompile(`\{([^}]+)\}`)
	pathPattern   = regexp.MustCompile(`^/([A-Za-z0-9._:~-]+|\{[A-Za-z0-9._-]+\+?\})?(/([A-Za-z0-9._:~-]+|\{[A-Za-z0-9._-]+\+?\}))*$`)
)

// grantPath writes parameters as the * that API Gateway puts in for them.
func grantPath(path string) string { return pathParameter.ReplaceAllString(path, "*") }

// runAuthorizer lets API Gateway run the Lambda authorizer of this API.
func (t *Trigger) runAuthorizer() {
	if a := t.API.Authorizer; a != nil && a.Function != "" {
		t.Grants = append(t.Grants, Grant{
			Sid: t.Sid() + "-authorizer", Function: a.Function, Principal: "apigateway.amazonaws.com",
			SourceARN: t.Scope.ARN("execute-api", OwnAPI+"/authorizers/*"), SourceAccount: t.Scope.Account,
		})
	}
}

// checkHTTP refuses what can't be, and bodies without a schema unless that is excused.
func checkHTTP(h *spec.HTTP, unvalidated bool) error {
	errs := []error{
		oneOf("http.authorizer.kind", string(h.Authorizer.Kind), "iam", "cognito", "jwt"),
		retention("http.log_retention", h.LogRetention),
		checkAuthorizer(&h.Authorizer),
	}
	if len(h.Routes) == 0 {
		errs = append(errs, wrong("http.routes", "give at least one"))
	}
	seen := map[string]bool{}
	for i, r := range h.Routes {
		at := "http.routes[" + strconv.Itoa(i) + "]"
		errs = append(errs, checkRoute(at, r, unvalidated))
		if route := r.Method + " " + r.Path; seen[route] {
			errs = append(errs, wrong(at, "%s is given twice", route))
		} else {
			seen[route] = true
		}
	}
	if d := h.Domain; d != nil && d.Truststore != "" && spec.IsKnown(d.Truststore) && !strings.HasPrefix(d.Truststore, "s3://") {
		errs = append(errs, wrong("http.domain.truststore", "%q is no s3:// URI", d.Truststore))
	}
	if h.Domain != nil && len(h.SourceVPCEs) > 0 {
		errs = append(errs, wrong("http.domain", "a private API has no custom domain here"))
	}
	return errors.Join(errs...)
}

func checkAuthorizer(a *spec.Authorizer) error {
	switch {
	case a.Kind == spec.CognitoAuthorizer && len(a.UserPools) == 0:
		return wrong("http.authorizer.user_pools", "give the user pools whose tokens are taken")
	case a.Kind == spec.JWTAuthorizer && a.Function == "":
		return wrong("http.authorizer.function", "give the Lambda authorizer that checks the token")
	}
	return checkARN("http.authorizer.function", a.Function, "lambda")
}

func checkRoute(at string, r spec.Route, unvalidated bool) error {
	errs := []error{oneOf(at+".method", r.Method, "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")}
	if spec.IsKnown(r.Path) && !pathPattern.MatchString(r.Path) {
		errs = append(errs, wrong(at+".path", "%q is not a path such as /orders/{id}", r.Path))
	}
	if _, err := normalJSON(r.Schema); r.Schema != "" && err != nil {
		errs = append(errs, wrong(at+".schema", "%v", err))
	}
	if r.Schema == "" && !unvalidated && slices.Contains([]string{"POST", "PUT", "PATCH"}, r.Method) {
		errs = append(errs, wrong(at+".schema", "a body needs a JSON schema, so that the function gets only what it expects"))
	}
	return errors.Join(errs...)
}
