package google

import (
	"strings"

	googleiam "github.com/slsguard/terraform-provider-slsguard/internal/iam/google"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// providerProject is the key of the project that the provider's configuration names, which plans don't show.
const providerProject = "(the provider's project)"

// project notes by what a project is known: its id, or its address where that is known only after apply.
func project(r resource) {
	key := r.Attr("project_id").Text()
	if key == "" {
		key = r.Address
	}
	if r.Mode == plan.Data && key == r.Address && r.LeftOut("project_id") {
		key = providerProject
	}
	r.b.iam.projects[r.Resource] = key
}

// projectAt gives the key of the project at an attribute; "" when it can't be told.
func (r resource) projectAt(path string) string {
	v := r.Attr(path)
	if text := v.Text(); text != "" {
		return r.b.sameProject(strings.TrimPrefix(text, "projects/"))
	}
	if v.IsAbsent() || r.LeftOut(path) {
		return r.b.sameProject(providerProject)
	}
	res := r.B.Plan.Resolve(r.Resource, path)
	if res.Complete && len(res.Origins) == 1 {
		if key, ok := r.b.iam.projects[res.Origins[0].Resource]; ok {
			return r.b.sameProject(key)
		}
		if o := res.Origins[0]; o.Resource != r.Resource && strings.HasPrefix(o.Attribute, "project") {
			return r.b.resource(o.Resource).projectAt(o.Attribute)
		}
	}
	return ""
}

// sameProject takes the provider's project for the one that the plan names, where it names just one.
func (b *builder) sameProject(key string) string {
	if key != providerProject {
		return key
	}
	if only := b.onlyProject(); only != "" {
		return only
	}
	return key
}

// onlyProject gives the one project that the plan's resources name; "" when there are several, or none.
func (b *builder) onlyProject() string {
	if b.iam.only == nil {
		only := b.findOnlyProject()
		b.iam.only = &only
	}
	return *b.iam.only
}

func (b *builder) findOnlyProject() string {
	only := ""
	for _, r := range b.Plan.Resources {
		if r.Mode != plan.Managed || !strings.HasPrefix(r.Type, "google_") {
			continue
		}
		key := strings.TrimPrefix(r.Attr("project").Text(), "projects/")
		if r.Type == "google_project" {
			key = b.iam.projects[r]
		}
		switch {
		case key == "" || key == only:
		case only != "":
			return ""
		default:
			only = key
		}
	}
	return only
}

// levelScope gives the scope of a resource that binds roles on a project, folder or organisation.
func (r resource) levelScope(level googleiam.Level, path string) googleiam.Scope {
	s := googleiam.Scope{Level: level}
	if level == googleiam.Project {
		s.Key = r.projectAt(path)
	} else {
		s.Key = strings.TrimPrefix(strings.TrimPrefix(r.Attr(path).Text(), "folders/"), "organizations/")
	}
	s.Label = level.String() + " " + s.Key
	switch s.Key {
	case "":
		s.Why = r.WhyUnknown(path)
		s.Label = "the " + level.String() + " of " + r.Address
	case providerProject:
		s.Label = "the project"
	}
	return s
}

// projectOf gives the key of the project that an object stands in.
func (b *builder) projectOf(o model.Object) string {
	h := o.Base()
	r, ok := b.Plan.Resource(h.Address)
	if !ok {
		return ""
	}
	if id, isAccount := o.(*model.Identity); isAccount && !id.Managed {
		return b.projectOfEmail(id)
	}
	if r.Type != h.Type {
		return "" // it stands at the resource that names it
	}
	return b.resource(r).projectAt("project")
}

// projectOfEmail reads the project of an account that the plan only names.
func (b *builder) projectOfEmail(id *model.Identity) string {
	if model.Certainly(id.Default) {
		return b.sameProject(providerProject)
	}
	email, _ := id.ID.Get()
	_, host, _ := strings.Cut(email, "@")
	project, _ := strings.CutSuffix(host, accountSuffix)
	return project
}

// folderOf gives the key of the folder of a project that the plan makes.
func (b *builder) folderOf(project string) string {
	for r, key := range b.iam.projects {
		if key == project && r.Mode == plan.Managed {
			return strings.TrimPrefix(r.Attr("folder_id").Text(), "folders/")
		}
	}
	return ""
}
