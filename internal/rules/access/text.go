package access

import (
	"strconv"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func count(n int) string { return strconv.Itoa(n) }

// orUnknown gives a text for a message, where it may not be known.
func orUnknown(text string) string {
	if text == "" {
		return "(known after apply)"
	}
	return text
}

// strangers names those whom a grant for everyone lets in, at the start of a sentence.
func strangers(g *model.Grant, c model.Cloud) string {
	if c == model.AWS {
		return "Any AWS account"
	}
	return g.Strangers(c)
}
