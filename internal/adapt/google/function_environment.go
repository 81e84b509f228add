package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// environment reads the variables of a function and of its build, and the secrets that stand in for their values.
func (form functionForm) environment(r resource, f *model.Function) {
	if form.variables != "" {
		f.Variables = base.Variables(r.View, form.variables)
		secretVariables(r, form.variables)
	}
	if form.containers != "" {
		form.containerVariables(r, f)
	}
	for _, v := range f.Variables {
		textOf(r, "environment variable", v)
	}
	if form.building != "" && !base.Omitted(r, form.building) {
		for _, v := range base.Variables(r.View, form.building) {
			textOf(r, "build environment variable", v)
		}
	}
}

// textOf makes a variable one of the places where a literal secret could stand.
func textOf(r resource, kind string, v *model.Variable) {
	if v.Name == "" || model.Never(v.Value.IsSet()) {
		return
	}
	r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
		Head: r.Head(), Place: v.Value.Place, Kind: kind, Name: v.Name, Value: v.Value, From: v.From,
	})
}

// containerVariables reads the variables of each container, which stand in blocks of their own.
func (form functionForm) containerVariables(r resource, f *model.Function) {
	n, _ := r.Blocks(form.containers)
	for i := range n {
		container := form.containers + "." + base.Itoa(i)
		blocks, _ := r.Blocks(container + ".env")
		for j := range blocks {
			env := container + ".env." + base.Itoa(j)
			name := r.Attr(env + ".name").Text()
			if !secretValue(r, env, name) {
				f.Variables = append(f.Variables, base.NamedValue(r.View, name, env+".value"))
			}
		}
		for _, path := range []string{".args", ".command"} {
			items, _ := r.Blocks(container + path)
			for j := range items {
				at := container + path + "." + base.Itoa(j)
				document(r, at, "container command")
			}
		}
	}
	form.secretVolumes(r)
}

// secretValue notes that a variable takes its value from a secret; false when it does not. What is read once, as the
// container starts, is the newest version then, unless it is pinned.
func secretValue(r resource, env, name string) bool {
	for _, ref := range []struct{ block, version string }{
		{env + ".value_source.0.secret_key_ref", ".0.version"},
		{env + ".value_from.0.secret_key_ref", ".0.key"},
	} {
		if n, _ := r.Blocks(ref.block); n > 0 {
			readSecret(r, "variable "+name, r.Str(ref.block+ref.version).Or(newestVersion), false)
			return true
		}
	}
	return false
}

// newestVersion is how a secret's newest version is named (Secret Manager documentation, "Access a secret version").
const newestVersion = "latest"

func readSecret(r resource, use string, version model.Value[string], refreshed bool) {
	r.b.Sys.SecretReads = append(r.b.Sys.SecretReads, &model.SecretRead{
		Head: r.Head(), Version: model.NotSet[string](version.Place), Stage: model.NotSet[string](version.Place),
		Newest: pointed(version), Use: use, Refreshed: refreshed,
	})
}

// pointed tells whether a version is the newest.
func pointed(version model.Value[string]) model.Truth { return model.Equals(version, newestVersion) }

// secretVariables reads the blocks that functions have for variables and files with secrets, beside their map of variables.
func secretVariables(r resource, variables string) {
	around := variables[:len(variables)-len("environment_variables")]
	n, _ := r.Blocks(around + "secret_environment_variables")
	for i := range n {
		block := around + "secret_environment_variables." + base.Itoa(i)
		readSecret(r, "variable "+r.Attr(block+".key").Text(), r.Str(block+".version").Or(newestVersion), false)
	}
	n, _ = r.Blocks(around + "secret_volumes")
	for i := range n {
		block := around + "secret_volumes." + base.Itoa(i)
		readFiles(r, block+".versions", "the files in "+r.Attr(block+".mount_path").Text())
	}
}

// secretVolumes reads the volumes of containers that hold secrets.
func (form functionForm) secretVolumes(r resource) {
	n, _ := r.Blocks(form.volumes)
	for i := range n {
		volume := form.volumes + "." + base.Itoa(i)
		if secrets, _ := r.Blocks(volume + ".secret"); secrets > 0 {
			readFiles(r, volume+".secret.0.items", "volume "+r.Attr(volume+".name").Text())
		}
	}
}

// readFiles reads which versions files hold: each time that a file is read, its version is asked for anew. Where none is
// listed, the file holds the newest.
func readFiles(r resource, items, use string) {
	n, _ := r.Blocks(items)
	if n == 0 {
		readSecret(r, use, model.Known(newestVersion, r.Place(items)), true)
	}
	for i := range n {
		item := items + "." + base.Itoa(i)
		version := r.Str(item + ".version")
		if r.Type == "google_cloud_run_service" {
			version = r.Str(item + ".key")
		}
		readSecret(r, use, version.Or(newestVersion), true)
	}
}

// document adds an attribute that is a longer text in which a secret could stand.
func document(r resource, path, kind string) {
	if v := r.Str(path); !model.Never(v.IsSet()) {
		r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
			Head: r.Head(), Place: v.Place, Kind: kind, Value: v, Document: true, From: r.from(path),
		})
	}
}

// from says which resources an attribute's value is read from.
func (r resource) from(path string) []model.Provenance {
	return r.b.Provenance(r.b.Plan.Resolve(r.Resource, path))
}

// mapTexts adds every value of a map of strings, such as HTTP headers.
func mapTexts(r resource, path, kind string) {
	for _, name := range r.Attr(path).Names() {
		textOf(r, kind, base.NamedValue(r.View, name, path+"."+name))
	}
}
