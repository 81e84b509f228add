package google

import (
	"net/url"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	googleiam "github.com/slsguard/terraform-provider-slsguard/internal/iam/google"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// Constraints of the organisation that limit what rules look at.
// https://cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints
const (
	memberDomains  = "iam.allowedPolicyMemberDomains"
	allowedMembers = "iam.managed.allowedPolicyMembers"
	noAccountKeys  = "iam.disableServiceAccountKeyCreation"
	noPublicAccess = "storage.publicAccessPrevention"
)

// orgLimit is a constraint that the plan sets for its organisation, a folder or a project.
type orgLimit struct {
	constraint string
	project    string // "" for all of the plan's
	enforced   model.Truth
}

// orgPolicy reads google_org_policy_policy.
func orgPolicy(r resource) {
	name := r.Attr("name").Text()
	_, constraint, ok := strings.Cut(name, "policies/")
	if !ok {
		return
	}
	limit := orgLimit{constraint: constraint, enforced: model.False()}
	if rest, ok := strings.CutPrefix(r.Attr("parent").Text(), "projects/"); ok {
		limit.project = rest
	}
	for i := range r.Attr("spec.0.rules").Items() {
		at := "spec.0.rules." + base.Itoa(i)
		limit.enforced = limit.enforced.Or(
			r.says(at+".enforce", "TRUE"), r.says(at+".deny_all", "TRUE"),
			r.Strs(at+".values.0.allowed_values").IsSet(),
		)
	}
	r.b.iam.limits = append(r.b.iam.limits, limit)
}

// oldOrgPolicy reads the resources that were there before.
func oldOrgPolicy(r resource) {
	limit := orgLimit{
		constraint: strings.TrimPrefix(r.Attr("constraint").Text(), "constraints/"),
		project:    r.Attr("project").Text(),
		enforced: model.IsTrue(r.Flag("boolean_policy.0.enforced")).Or(
			r.Strs("list_policy.0.allow.0.values").IsSet(), model.IsTrue(r.Flag("list_policy.0.deny.0.all"))),
	}
	r.b.iam.limits = append(r.b.iam.limits, limit)
}

// says tells whether a text, or a flag given as text, is something, whatever its case.
func (r resource) says(path, what string) model.Truth {
	return r.Str(path).Match(func(text string) bool { return strings.EqualFold(text, what) })
}

// orgEnforced tells whether the plan enforces a constraint for its project.
func (b *builder) orgEnforced(constraints ...string) model.Truth {
	enforced := model.False()
	for _, l := range b.iam.limits {
		for _, c := range constraints {
			if only := b.onlyProject(); l.constraint == c && (l.project == "" || only == "" || l.project == only) {
				enforced = enforced.Or(l.enforced)
			}
		}
	}
	return enforced
}

// strangersAllowed tells whether members from outside of the organisation's domains can be bound at all.
func (b *builder) strangersAllowed() model.Truth {
	return b.orgEnforced(memberDomains, allowedMembers).Not()
}

// keysAllowed tells whether keys of service accounts can be made.
func (b *builder) keysAllowed() model.Truth { return b.orgEnforced(noAccountKeys).Not() }

// denyRule is one rule of a deny policy.
type denyRule struct {
	r    resource
	at   string
	deny googleiam.Deny
}

// denyPolicy keeps the rules of a deny policy until all accounts are known.
func denyPolicy(r resource) {
	for i := range r.Attr("rules").Items() {
		at := "rules." + base.Itoa(i) + ".deny_rule.0"
		rule := denyRule{r: r, at: at, deny: googleiam.Deny{Scope: r.denyScope()}}
		permissions := r.Strs(at + ".denied_permissions")
		rule.deny.Permissions, _ = permissions.Get()
		rule.deny.Unread = permissions.Why()
		rule.deny.Exceptions, _ = r.Strs(at + ".exception_permissions").Get()
		rule.deny.Conditional = r.Attr(at+".denial_condition").Len() > 0
		r.b.iam.denies = append(r.b.iam.denies, rule)
	}
}

// denyScope reads what a deny policy hangs on: cloudresourcemanager.googleapis.com%2Fprojects%2FPROJECT.
func (r resource) denyScope() googleiam.Scope {
	text, err := url.QueryUnescape(r.Attr("parent").Text())
	if err != nil || text == "" {
		return googleiam.Scope{Level: googleiam.Project, Label: "a project", Why: r.WhyUnknown("parent")}
	}
	key := text[strings.LastIndexByte(text, '/')+1:]
	switch {
	case strings.Contains(text, "/organizations/"):
		return googleiam.Scope{Level: googleiam.Organization, Key: key, Label: "organisation " + key}
	case strings.Contains(text, "/folders/"):
		return googleiam.Scope{Level: googleiam.Folder, Key: key, Label: "folder " + key}
	}
	return googleiam.Scope{Level: googleiam.Project, Key: key, Label: "project " + key}
}

// concerning makes the rule as it concerns one account.
func (d denyRule) concerning(id *model.Identity) googleiam.Deny {
	deny := d.deny
	deny.Concerns, deny.Why = d.holds("denied_principals", id)
	spared, why := d.holds("exception_principals", id)
	deny.Concerns = deny.Concerns.And(spared.Not())
	if deny.Concerns == iam.Maybe && deny.Why == "" {
		deny.Why = why
	}
	return deny
}

// holds tells whether an account is among some principals.
func (d denyRule) holds(list string, id *model.Identity) (iam.Tri, string) {
	path := d.at + "." + list
	v := d.r.Attr(path)
	if v.IsUnknown() {
		return iam.Maybe, d.r.WhyUnknown(path)
	}
	email, _ := id.ID.Get()
	holds, why := iam.No, ""
	for i, item := range v.Items() {
		switch text := item.Text(); {
		case item.IsUnknown():
			holds, why = holds.Or(iam.Maybe), d.r.WhyUnknown(path+"."+base.Itoa(i))
		case text == "principalSet://goog/public:all", email != "" && strings.HasSuffix(text, "/serviceAccounts/"+email):
			return iam.Yes, ""
		case strings.HasPrefix(text, "principalSet://") && !strings.HasPrefix(text, "principalSet://goog/group/"):
			holds, why = holds.Or(iam.Maybe), "the deny policy of "+d.r.Address+" may concern it"
		}
	}
	return holds, why
}
