package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// packageOf reads how a function's code is named.
func packageOf(r resource) {
	f, ok := base.Own[*model.Function](r)
	if !ok || !f.Managed {
		return
	}
	f.Package = model.Package{
		InBucket: r.Str("s3_bucket").IsSet(), Key: r.Str("s3_key"),
		Version: stated(r, "s3_object_version"), Hash: stated(r, "source_code_hash").Or(stated(r, "code_sha256")),
	}
	f.Package.ImagePinned, f.Package.ImageLatest = imageName(r)
}

// stated tells whether an argument has a value. One that the configuration gives, but that is known only after apply, is
// made of something: what may be null is decided by variables, which plans know.
func stated(r resource, path string) model.Truth {
	v := r.Str(path)
	if declared, _ := r.Declared(path); declared && !v.IsKnown() && !model.Never(v.IsSet()) {
		return model.True()
	}
	return v.IsSet()
}

// imageName tells whether an image is named by its digest, or by the tag latest. Both are false without an image.
func imageName(r resource) (pinned, latest model.Truth) {
	image := r.Str("image_uri")
	if text, ok := textOrShape(image); ok && strings.Trim(text, model.Gap) != "" {
		return base.Digested(text), base.Tagged(text)
	}
	if model.Never(image.IsSet()) {
		return model.False(), model.False()
	}
	why := image.Why()
	refs := r.References("image_uri")
	for _, ref := range refs {
		if strings.HasSuffix(ref, "digest") || strings.HasPrefix(ref, "data.aws_ecr_image.") && strings.HasSuffix(ref, "image_uri") {
			return model.True(), model.False() // data.aws_ecr_image gives the address with the digest
		}
	}
	if len(refs) == 1 && strings.HasPrefix(refs[0], "aws_ecr_repository.") && strings.HasSuffix(refs[0], ".repository_url") {
		// The repository is only made by this plan: nothing that is known before can be a digest in it.
		return model.False(), model.Undecided(why)
	}
	return model.Undecided(why), model.Undecided(why)
}

// imageRules adapts what aws_ecr_repository says of its images: by default tags can be moved, and nothing is scanned
// (ECR API, CreateRepository).
func imageRules(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	c.Images = model.ImageRules{
		Mutable: model.Map(r.Str("image_tag_mutability").Or("MUTABLE"), func(s string) bool { return strings.HasPrefix(s, "MUTABLE") }),
		Scanned: base.InBlock(r, "image_scanning_configuration", r.Flag("image_scanning_configuration.0.scan_on_push")).Or(false),
	}
}

// scanning adapts aws_ecr_registry_scanning_configuration, which takes the place of what repositories say. Which of them
// its filters are about is not worked out unless it is all.
func scanning(r resource) {
	n, _ := r.Blocks("rule")
	for i := range n {
		rule := "rule." + base.Itoa(i)
		if frequency, ok := r.Str(rule + ".scan_frequency").Get(); ok && frequency == "MANUAL" {
			continue
		}
		filter, known := r.Str(rule + ".repository_filter.0.filter").Get()
		for _, c := range channels(model.Registry)(r.b.Sys) {
			switch {
			case known && filter == "*":
				c.Images.Scanned = model.Known(true, r.Place(rule))
			case model.Never(model.IsTrue(c.Images.Scanned)):
				c.Images.Scanned = model.UnknownValue[bool](r.Address+" may have it scanned", r.Place(rule))
			}
		}
	}
}

// accessPoint adapts aws_efs_access_point. Without posix_user, clients act as whatever user they say they are; without
// a root directory they see the whole file system (EFS user guide, "Working with access points").
func (o *overseer) accessPoint(r resource) {
	p := &model.AccessPoint{
		Head: r.Head(), User: r.Num("posix_user.0.uid"), Group: r.Num("posix_user.0.gid"),
		Root: base.InBlock(r, "root_directory", r.Str("root_directory.0.path")).Or("/"), Filesystem: base.Link[*model.Encrypted](r, "file_system_id"),
	}
	if n, known := r.Blocks("posix_user"); n == 0 && known {
		p.User, p.Group = model.NotSet[int](r.Place("")), model.NotSet[int](r.Place(""))
	}
	if n, known := r.Blocks("root_directory"); n == 0 && known {
		p.Root.Place = r.Place("")
	}
	o.points[r.Resource] = p
	o.b.Sys.AccessPoints = append(o.b.Sys.AccessPoints, p)
}

// functionDoors notes on access points which functions come in by them.
func (o *overseer) functionDoors(r resource) {
	f, ok := base.Own[*model.Function](r)
	n, _ := r.Blocks("file_system_config")
	if !ok || n == 0 {
		return
	}
	for i := range n {
		for _, origin := range o.b.Plan.Resolve(r.Resource, "file_system_config."+base.Itoa(i)+".arn").Origins {
			if p := o.points[origin.Resource]; p != nil {
				p.Users = append(p.Users, f)
			}
		}
	}
}

// latestVersions notes on endpoints whether they run what was deployed last. A reference to an alias, or to a numbered
// version, does not.
func (b *builder) latestVersions() {
	for _, e := range b.Sys.Endpoints {
		r, ok := b.Plan.Resource(e.Function.Place.Address())
		if !ok || len(e.Function.To) == 0 || e.Function.Place.Attribute() == "" {
			continue
		}
		e.Latest = latest(b.resource(r), e.Function.Place.Attribute())
	}
}

func latest(r resource, path string) model.Truth {
	if r.Type == "aws_lambda_function_url" {
		return r.Str("qualifier").IsSet().Not()
	}
	if text, ok := r.Str(path).Get(); ok {
		return model.Of(!qualified(text))
	}
	res := r.b.Plan.Resolve(r.Resource, path)
	if !res.Complete || len(res.Origins) == 0 {
		return model.Undecided(base.WhyUnknown(path, res))
	}
	all := model.True()
	for _, o := range res.Origins {
		switch o.Resource.Type {
		case "aws_lambda_function":
			all = all.And(model.Of(!strings.HasPrefix(o.Attribute, "qualified_")))
		default:
			all = model.False() // an alias
		}
	}
	return all
}

// qualified tells whether a function's ARN, or the URI of an integration made of it, ends in a version or an alias.
func qualified(text string) bool {
	_, after, ok := strings.Cut(text, ":function:")
	after = strings.TrimSuffix(after, "/invocations")
	_, qualifier, has := strings.Cut(after, ":")
	return ok && has && qualifier != "$LATEST"
}
