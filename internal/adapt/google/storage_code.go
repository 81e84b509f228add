package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// codeTypes lists where code and images come from: registries, repositories and builds.
func codeTypes() types {
	return types{
		"google_artifact_registry_repository":        {Make: makeRegistry, Link: linkRegistryKey, Finish: deployImages},
		"google_artifact_registry_vpcsc_config":      nothing(),
		"data.google_artifact_registry_repository":   dataChannel(model.Registry, "repository_id"),
		"data.google_artifact_registry_docker_image": nothing(),
		"google_container_registry":                  {Make: makeContainerRegistry},
		"data.google_container_registry_repository":  nothing(),
		"data.google_container_registry_image":       nothing(),
		"google_sourcerepo_repository":               {Make: makeSourceRepository},
		"google_cloudbuild_trigger":                  {Make: makeBuild, Link: linkBuild},
		"google_cloudbuild_worker_pool":              nothing(),
		"google_cloudbuild_bitbucket_server_config":  nothing(),
		"google_cloudbuildv2_connection":             nothing(),
		"google_cloudbuildv2_repository":             nothing(),
		"google_clouddeploy_delivery_pipeline":       nothing(),
		"google_clouddeploy_target":                  nothing(),
	}
}

// makeRegistry adapts google_artifact_registry_repository. A tag can be moved to another image unless tags are immutable,
// which is a question of images only, and of repositories that hold their own. What is pushed is scanned where the project
// has that on, which no repository tells, so that only one that opts out is certain (Artifact Registry documentation,
// "Prevent tag changes", "Enable or disable automatic scanning").
func makeRegistry(r resource) {
	c := addChannel(r, model.Registry, r.HeadNamed("repository_id"))
	c.Block.Declared = model.True()
	c.Images = model.ImageRules{Mutable: mutableTags(r), Scanned: model.NotSet[bool](r.Place(""))}
	const scans = "vulnerability_scanning_config"
	if set, _ := base.InBlock(r, scans, r.Str(scans+".0.enablement_config")).Get(); set == "DISABLED" {
		c.Images.Scanned = model.Known(false, r.Place(scans+".0.enablement_config"))
	}
}

func mutableTags(r resource) model.Value[bool] {
	format, _ := r.Str("format").Get()
	mode, _ := r.Str("mode").Or("STANDARD_REPOSITORY").Get()
	if format != "DOCKER" && format != "docker" || mode != "STANDARD_REPOSITORY" {
		return model.NotSet[bool](r.Place("docker_config"))
	}
	immutable := base.InBlock(r, "docker_config", r.Flag("docker_config.0.immutable_tags")).Or(false)
	return model.Map(immutable, func(on bool) bool { return !on })
}

func linkRegistryKey(r resource) {
	if c, ok := base.Own[*model.Channel](r); ok {
		encrypt(&c.Encryption, keyed(r, "kms_key_name"), c)
	}
}

// deployImages notes on functions in which repository their image lies: they refer to it, or name it as
// LOCATION-docker.pkg.dev/PROJECT/REPOSITORY/IMAGE. It does so once for all repositories.
func deployImages(r resource) {
	b := r.b
	if b.deployed {
		return
	}
	b.deployed = true
	named := map[string][]*model.Channel{}
	for _, c := range b.Sys.Channels {
		if res, ok := b.Plan.Resource(c.Address); ok && res.Type == r.Type {
			name := res.Attr("location").Text() + "/" + res.Attr("repository_id").Text()
			named[name] = append(named[name], c)
		}
	}
	for _, f := range b.Sys.Functions {
		if f.Cloud == model.Google && f.Image.Place.Attribute() != "" && len(f.Code.To) == 0 {
			b.deploy(f, named)
		}
	}
}

// deploy links a function to the repository of its image, where the plan has it.
func (b *builder) deploy(f *model.Function, named map[string][]*model.Channel) {
	res, ok := b.Plan.Resource(f.Address)
	if !ok {
		return
	}
	l := base.Link[*model.Channel](b.resource(res), f.Image.Place.Attribute())
	var to []*model.Channel
	for _, c := range l.To {
		if c.Kind == model.Registry {
			to = append(to, c)
		}
	}
	if len(to) == 0 {
		to = b.imageIn(f.Image, named)
	}
	if len(to) > 0 {
		f.Code = model.Link[*model.Channel]{Place: f.Image.Place, Text: f.Image, To: to}
	}
}

// imageIn gives the repositories that an image is named after.
func (b *builder) imageIn(image model.Value[string], named map[string][]*model.Channel) []*model.Channel {
	text, _ := image.Get()
	host, rest, _ := strings.Cut(text, "/")
	location, own := strings.CutSuffix(host, "-docker.pkg.dev")
	parts := strings.Split(rest, "/")
	if !own || len(parts) < 3 {
		return nil
	}
	var found []*model.Channel
	for _, c := range named[location+"/"+parts[1]] {
		res, _ := b.Plan.Resource(c.Address)
		if project := res.Attr("project").Text(); project == "" || project == parts[0] {
			found = append(found, c)
		}
	}
	return found
}

// makeContainerRegistry adapts google_container_registry, the predecessor, whose images lie in a bucket. Nothing can be
// chosen for it but its place.
func makeContainerRegistry(r resource) {
	c := addChannel(r, model.Registry, r.HeadNamed("id"))
	c.Block.Declared = model.True()
	c.Encryption.Kind = model.NotSet[model.EncryptionKind](r.Place(""))
}

// makeSourceRepository adapts google_sourcerepo_repository, which holds code.
func makeSourceRepository(r resource) {
	c := addChannel(r, model.CodeRepository, r.Head())
	c.Block.Declared = model.True()
	c.Encryption.Kind = model.NotSet[model.EncryptionKind](r.Place(""))
}

// makeBuild adapts google_cloudbuild_trigger: a build that acts as a service account, with steps that can hold secrets.
func makeBuild(r resource) {
	w := &model.Workload{Head: r.Head(), Kind: model.Build}
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
	r.b.Declare(r, w)
	for _, substitutions := range []string{"substitutions", "build.0.substitutions"} {
		for _, name := range r.Attr(substitutions).Names() {
			r.writtenIn(substitutions+"."+name, "build substitution", name)
		}
	}
	n, _ := r.Blocks("build.0.step")
	for i := range n {
		step := "build.0.step." + base.Itoa(i)
		r.writtenIn(step+".script", "build script", "")
		for _, list := range []string{".env", ".args"} {
			for j := range r.Attr(step + list).Items() {
				r.writtenIn(step+list+"."+base.Itoa(j), "build step", "")
			}
		}
	}
}

// writtenIn adds a text in which a literal secret could stand: the value of a name, or a document when there is none.
func (r resource) writtenIn(path, kind, name string) {
	v := r.Str(path)
	if model.Never(v.IsSet()) {
		return
	}
	r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
		Head: r.Head(), Place: r.Place(path), Kind: kind, Name: name, Value: v, Document: name == "",
		From: r.b.Provenance(r.b.Plan.Resolve(r.Resource, path)),
	})
}

// credential adds an attribute that is there to hold a secret, if it is used.
func (r resource) credential(path, kind string) {
	if v := r.Str(path).Secret(); !model.Never(given(v)) {
		r.b.Sys.Texts = append(r.b.Sys.Texts, &model.Text{
			Head: r.Head(), Place: r.Place(path), Kind: kind, Value: v, Meant: true,
			From: r.b.Provenance(r.b.Plan.Resolve(r.Resource, path)),
		})
	}
}

// linkBuild: a trigger that names no service account builds as the one that the project has for that.
func linkBuild(r resource) {
	if w, ok := base.Own[*model.Workload](r); ok {
		w.Identity = serviceAccountOf(r, "service_account")
	}
}
