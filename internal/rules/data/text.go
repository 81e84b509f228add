package data

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/secret"
)

// namedPrincipals is the remedy for policies that are open to everyone.
const namedPrincipals = "principals {\n  type        = \"AWS\"\n  identifiers = [aws_iam_role.orders.arn]\n}"

// kindWords names what was found; before anything was, it can be any secret.
func kindWords(f secret.Found) string {
	if f.Kind == "" {
		return "a secret"
	}
	if strings.ContainsRune("AEIOaeio", rune(f.Kind[0])) {
		return "an " + f.Kind
	}
	return "a " + f.Kind
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
