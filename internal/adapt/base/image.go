package base

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// NameOfImage tells whether the image at an attribute is named by its digest, or by the tag latest or none. Both are
// false without an image.
func (r View) NameOfImage(path string) (pinned, latest model.Truth) {
	image := r.Str(path)
	if text, ok := image.Get(); ok && text != "" {
		return Digested(text), Tagged(text)
	}
	if text, ok := image.Shape(); ok && strings.Trim(text, model.Gap) != "" {
		return Digested(text), Tagged(text)
	}
	if model.Never(image.IsSet()) {
		return model.False(), model.False()
	}
	for _, ref := range r.References(path) {
		if strings.HasSuffix(ref, "digest") {
			return model.True(), model.False()
		}
	}
	return model.Undecided(image.Why()), model.Undecided(image.Why())
}

// Digested tells whether the name of an image ends in a digest. A gap after the last colon may hold more than a tag.
func Digested(image string) model.Truth {
	tag, _ := tagOf(image)
	switch {
	case strings.Contains(image, "@"):
		return model.True()
	case strings.Contains(tag, model.Gap):
		return model.Undecided("the tag of the image is known only after apply")
	default:
		return model.False()
	}
}

// Tagged tells whether the name of an image leaves it to the registry which one is meant.
func Tagged(image string) model.Truth {
	tag, ok := tagOf(image)
	switch {
	case strings.Contains(image, "@"):
		return model.False()
	case strings.Contains(tag, model.Gap):
		return model.Undecided("the tag of the image is known only after apply")
	default:
		return model.Of(!ok || tag == "latest")
	}
}

// tagOf gives the tag in the name of an image. A colon before the last slash belongs to a port.
func tagOf(image string) (tag string, ok bool) {
	i := strings.LastIndexByte(image, ':')
	if i < 0 || strings.Contains(image[i:], "/") {
		return "", false
	}
	return image[i+1:], true
}
