package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// The accounts that Google makes in each project, as the plan names them.
// https://cloud.google.com/iam/docs/service-account-types#default
const (
	computeDefault   = "the default compute service account"
	appEngineDefault = "the default App Engine service account"
	computeSuffix    = "-compute@developer.gserviceaccount.com"
	appEngineSuffix  = "@appspot.gserviceaccount.com"
	accountSuffix    = ".iam.gserviceaccount.com"
)

func serviceAccount(r resource) {
	id := r.account(r.HeadNamed("account_id"))
	id.Default = model.False()
}

// foreignAccount is a service account that the plan only looks up.
func foreignAccount(r resource) {
	id := r.account(r.HeadNamed("account_id"))
	id.Default = r.Str("email").Match(isDefault)
}

// defaultAccount is one that Google makes, looked up.
func defaultAccount(name string) func(resource) {
	return func(r resource) {
		id := r.account(r.HeadNamed("display_name"))
		id.Name = model.Known(name, r.Place(""))
		id.Default = model.True()
		if _, taken := r.b.iam.defaults[name]; !taken {
			r.b.iam.defaults[name] = id
		}
	}
}

func (r resource) account(head model.Head) *model.Identity {
	id := &model.Identity{Head: head, Kind: model.ServiceAccount, ByPermission: true}
	id.ID = r.email()
	id.Boundary = model.NotSet[string](r.Place(""))
	r.b.Sys.Identities = append(r.b.Sys.Identities, id)
	r.b.Declare(r, id)
	if email, ok := id.ID.Get(); ok {
		r.b.iam.byEmail[email] = id
	}
	return id
}

// email gives the address of a service account, which follows from its name and project.
func (r resource) email() model.Value[string] {
	email := r.Str("email")
	if email.IsKnown() {
		return email
	}
	name, project := r.Attr("account_id").Text(), r.Attr("project").Text()
	if name == "" || project == "" || strings.Contains(name, "@") {
		return email
	}
	return model.Known(name+"@"+project+accountSuffix, r.Place("account_id"))
}

// isDefault tells the addresses of accounts that Google makes for everything that has none of its own.
func isDefault(email string) bool {
	return strings.HasSuffix(email, computeSuffix) || strings.HasSuffix(email, appEngineSuffix)
}

// serviceAccountOf gives what a resource acts as: the service account at an attribute, by address, name or reference.
// Where it is left out, a function, workflow or job runs as the default account of its project.
func serviceAccountOf(r resource, path string) model.Link[*model.Identity] {
	l := base.Link[*model.Identity](r, path)
	text, known := l.Text.Get()
	switch {
	case len(l.To) > 0:
	case known && text != "":
		l.To, l.Why, l.Elsewhere = []*model.Identity{r.b.accountWith(r, emailIn(text), l.Place)}, "", false
	case known, model.Never(l.Text.IsSet()):
		if name := defaultFor(r.Type); name != "" {
			l.To = []*model.Identity{r.b.defaultNamed(r, name, l.Place)}
		}
	}
	return l
}

// defaultFor gives the account that a resource runs as when it names none; "" where it then has none.
// https://cloud.google.com/functions/1stgendocs/securing/function-identity
func defaultFor(typ string) string {
	switch typ {
	case "google_cloudfunctions_function":
		return appEngineDefault
	case "google_cloudfunctions2_function", "google_cloud_run_service", "google_cloud_run_v2_service",
		"google_cloud_run_v2_job", "google_cloud_run_v2_worker_pool", "google_workflows_workflow":
		return computeDefault
	}
	return ""
}

// emailIn takes the address out of a full name: projects/PROJECT/serviceAccounts/EMAIL.
func emailIn(text string) string {
	text = strings.TrimPrefix(text, "serviceAccount:")
	if i := strings.LastIndex(text, "serviceAccounts/"); i >= 0 {
		return text[i+len("serviceAccounts/"):]
	}
	return text
}

// accountWith gives the service account with an address. One that the plan does not declare stands at the resource that
// names it first.
func (b *builder) accountWith(r resource, email string, at model.Place) *model.Identity {
	if strings.HasSuffix(email, computeSuffix) {
		return b.defaultNamed(r, computeDefault, at)
	}
	if strings.HasSuffix(email, appEngineSuffix) {
		return b.defaultNamed(r, appEngineDefault, at)
	}
	if id := b.iam.byEmail[email]; id != nil {
		return id
	}
	id := b.outsideAccount(r, model.Known(email, at))
	id.ID, id.Default = id.Name, model.False()
	b.iam.byEmail[email] = id
	return id
}

// defaultNamed gives the account that Google makes in the plan's project.
func (b *builder) defaultNamed(r resource, name string, at model.Place) *model.Identity {
	if id := b.iam.defaults[name]; id != nil {
		return id
	}
	id := b.outsideAccount(r, model.Known(name, at))
	id.Default = model.True()
	b.iam.defaults[name] = id
	return id
}

func (b *builder) outsideAccount(r resource, name model.Value[string]) *model.Identity {
	id := &model.Identity{
		Head:         model.Head{Cloud: model.Google, Address: r.Address, Type: "google_service_account", Name: name},
		Kind:         model.ServiceAccount,
		ByPermission: true,
		Boundary:     model.NotSet[string](name.Place),
	}
	b.Sys.Identities = append(b.Sys.Identities, id)
	return id
}

// accountKey notes a key of a service account, which works from anywhere until somebody revokes it.
func accountKey(path string, kind model.CredentialKind) func(resource) {
	return func(r resource) {
		if r.Mode != plan.Managed {
			return
		}
		l := serviceAccountOf(r, path)
		for _, id := range l.To {
			certain := r.b.keysAllowed()
			if _, ok := l.One(); !ok {
				certain = certain.And(model.Undecided(base.Either(l.Why, path+" may lead to several accounts")))
			}
			id.Credentials = append(id.Credentials, model.Credential{Kind: kind, Place: r.Place(""), Certain: certain})
		}
	}
}
