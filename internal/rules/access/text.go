package access

import (
	"strconv"
	"strings"

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
	switch {
	case c == model.AWS:
		return "Any AWS account"
	case g.Principal.Kind == model.AnyAccount:
		return "Anyone with a " + accountOf(c)
	default:
		return "Anyone on the internet"
	}
}

// accountOf is what strangers need for a grant to everybody who has logged in.
func accountOf(c model.Cloud) string {
	if c == model.Azure {
		return "Microsoft account"
	}
	return "Google account"
}

// capital begins a sentence with a text.
func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
