package provider

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// AWSSettings say how AWS is reached. Zero values mean: as every AWS tool finds it.
type AWSSettings struct {
	Region            string
	Profile           string
	MaxRetries        int // 0 for the default; NoRetries for none
	RetryMode         string
	AllowedAccounts   []string
	ForbiddenAccounts []string
	AssumeRole        *AssumeRole
	WebIdentity       *WebIdentity
	DefaultTags       map[string]string
	Endpoints         map[string]string // URL by service, as the aws provider's block names them

	ProviderVersion  string // for the user agent
	TerraformVersion string
}

// NoRetries as AWSSettings.MaxRetries lets every call fail at once.
const NoRetries = -1

// Session is what a role that is taken on is limited to.
type Session struct {
	RoleARN    string
	Name       string
	Duration   time.Duration
	Policy     string
	PolicyARNs []string
}

// AssumeRole is a role taken on with the credentials that were found.
type AssumeRole struct {
	Session
	ExternalID        string
	SourceIdentity    string
	Tags              map[string]string
	TransitiveTagKeys []string
}

// WebIdentity is a role taken on with an identity provider's token.
type WebIdentity struct {
	Session
	Token     string
	TokenFile string
}

// providerModel is the provider's configuration.
type providerModel struct {
	AWS types.Object `tfsdk:"aws"`
}

// aws reads the settings; known is false when one of them is known only after apply.
func (m providerModel) aws() (s AWSSettings, known bool) {
	r := &settingsReader{known: true}
	a := r.object(m.AWS)
	s = AWSSettings{
		Region: r.text(a, "region"), Profile: r.text(a, "profile"),
		MaxRetries: r.retries(a), RetryMode: r.text(a, "retry_mode"),
		AllowedAccounts: r.texts(a, "allowed_account_ids"), ForbiddenAccounts: r.texts(a, "forbidden_account_ids"),
		DefaultTags: r.textMap(r.object(a["default_tags"]), "tags"),
		Endpoints:   map[string]string{},
	}
	endpoints := r.object(a["endpoints"])
	for _, service := range endpointServices() {
		if url := r.text(endpoints, service); url != "" {
			s.Endpoints[service] = url
		}
	}
	s.AssumeRole, s.WebIdentity = r.assumeRole(a["assume_role"]), r.webIdentity(a["assume_role_with_web_identity"])
	return s, r.known
}

// settingsReader reads values and remembers whether one was not known.
type settingsReader struct {
	known bool
}

type attributes map[string]attr.Value

// object gives the attributes of a block; none when the block is left out.
func (r *settingsReader) object(v attr.Value) attributes {
	o, ok := v.(basetypes.ObjectValue)
	if !ok || o.IsNull() {
		return nil
	}
	if o.IsUnknown() {
		r.known = false
		return nil
	}
	return o.Attributes()
}

// ready tells whether an attribute can be read.
func (r *settingsReader) ready(v attr.Value) bool {
	if v == nil || v.IsNull() {
		return false
	}
	if v.IsUnknown() {
		r.known = false
		return false
	}
	return true
}

func (r *settingsReader) text(a attributes, name string) string {
	if v, ok := a[name].(basetypes.StringValue); ok && r.ready(v) {
		return v.ValueString()
	}
	return ""
}

func (r *settingsReader) retries(a attributes) int {
	v, ok := a["max_retries"].(basetypes.Int64Value)
	switch {
	case !ok || !r.ready(v):
		return 0
	case v.ValueInt64() == 0:
		return NoRetries
	}
	return int(v.ValueInt64())
}

func (r *settingsReader) texts(a attributes, name string) []string {
	v, ok := a[name].(basetypes.SetValue)
	if !ok || !r.ready(v) {
		return nil
	}
	var all []string
	for _, e := range v.Elements() {
		if s, ok := e.(basetypes.StringValue); ok && r.ready(s) {
			all = append(all, s.ValueString())
		}
	}
	return all
}

func (r *settingsReader) textMap(a attributes, name string) map[string]string {
	v, ok := a[name].(basetypes.MapValue)
	if !ok || !r.ready(v) {
		return nil
	}
	all := map[string]string{}
	for key, e := range v.Elements() {
		if s, ok := e.(basetypes.StringValue); ok && r.ready(s) {
			all[key] = s.ValueString()
		}
	}
	return all
}

// session reads what both ways to take on a role have. A duration that is none is refused by its validator.
func (r *settingsReader) session(a attributes) Session {
	duration, _ := time.ParseDuration(r.text(a, "duration"))
	return Session{
		RoleARN: r.text(a, "role_arn"), Name: r.text(a, "session_name"), Duration: duration,
		Policy: r.text(a, "policy"), PolicyARNs: r.texts(a, "policy_arns"),
	}
}

func (r *settingsReader) assumeRole(v attr.Value) *AssumeRole {
	a := r.object(v)
	if a == nil {
		return nil
	}
	return &AssumeRole{
		Session: r.session(a), ExternalID: r.text(a, "external_id"), SourceIdentity: r.text(a, "source_identity"),
		Tags: r.textMap(a, "tags"), TransitiveTagKeys: r.texts(a, "transitive_tag_keys"),
	}
}

func (r *settingsReader) webIdentity(v attr.Value) *WebIdentity {
	a := r.object(v)
	if a == nil {
		return nil
	}
	return &WebIdentity{
		Session: r.session(a), Token: r.text(a, "web_identity_token"), TokenFile: r.text(a, "web_identity_token_file"),
	}
}
