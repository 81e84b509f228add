package data

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/secret"
)

// kindWords names what was found; before anything was, it can be any secret.
func kindWords(f secret.Found) string {
	if f.Kind == "" {
		return "secret"
	}
	return f.Kind
}

// hashWords tells secrets apart without showing them.
func hashWords(f secret.Found) string {
	if f.Hash == "" {
		return ""
	}
	return " in clear text (SHA-256 " + f.Hash + "…)"
}

func nameWords(name string) string {
	if name == "" {
		return ""
	}
	return " " + name
}

// capital begins a sentence with a kind.
func capital(kind string) string { return strings.ToUpper(kind[:1]) + kind[1:] }
