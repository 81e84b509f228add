package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// runFromPackage names the setting that says where the package of an app is: "1" for the app's own files, or a URL.
const runFromPackage = "WEBSITE_RUN_FROM_PACKAGE"

// codeOf follows an app to the blob container that its package is read from.
func codeOf(h host, f *model.Function) model.Link[*model.Channel] {
	const endpoint = "storage_container_endpoint"
	if l := base.Link[*model.Channel](h, endpoint); !model.Never(l.IsSet()) {
		l.To = ofKind(l.To, model.Bucket)
		return l
	}
	v := settingNamed(f, runFromPackage, h.Place(h.names.appSettings))
	l := model.Link[*model.Channel]{Place: v.Place, Text: v}
	packageURL(f, v)
	for _, variable := range f.Variables {
		if strings.EqualFold(variable.Name, runFromPackage) {
			l.To = ofKind(toldOf[*model.Channel](h, variable), model.Bucket)
		}
	}
	if model.Never(f.Package.InBucket) {
		l.Text, l.To = model.NotSet[string](v.Place), nil
	}
	return l
}

func ofKind(channels []*model.Channel, kind model.ChannelKind) []*model.Channel {
	var of []*model.Channel
	for _, c := range channels {
		if c.Kind == kind {
			of = append(of, c)
		}
	}
	return of
}

// packageURL notes how a package that is read from an address is named. A blob's version or snapshot pins it.
func packageURL(f *model.Function, v model.Value[string]) {
	text, ok := v.Get()
	if !ok {
		text, _ = v.Shape()
	}
	lower := strings.ToLower(text)
	f.Package.Key = v
	f.Package.InBucket = v.Match(func(string) bool { return strings.Contains(lower, "://") })
	if !ok && text != "" {
		f.Package.InBucket = model.Of(strings.Contains(lower, "://") || strings.HasPrefix(text, model.Gap))
	}
	f.Package.Version = model.Of(strings.Contains(lower, "versionid=") || strings.Contains(lower, "snapshot="))
	f.Package.Hash = model.False()
}

// repositoryText adapts the repository that App Service builds an app from.
func repositoryText(r resource) {
	meant(r, "registry password", "github_action_configuration.0.container_configuration.0.registry_password")
}

// makeCertificate adapts a certificate that is put in together with its private key.
func makeCertificate(r resource) { meant(r, "certificate password", "password") }
