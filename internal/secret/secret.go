// Package secret recognises literal secrets: by their form, as vendors document it, or by the name of what holds
// them. It never gives a secret away: what it finds is named by its kind and a short hash.
package secret

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Found is a secret that was recognised. It does not hold the secret.
type Found struct {
	Kind string // "AWS access key id"; a noun, for messages
	Hash string // the first 8 hex digits of its SHA-256, to tell secrets apart
}

func found(kind, secret string) Found {
	sum := sha256.Sum256([]byte(secret))
	return Found{kind, hex.EncodeToString(sum[:4])}
}

// maxText is how much of a text is looked at. Definitions and scripts that clouds accept are shorter: a state machine
// may have 1 MiB (Step Functions developer guide, "Quotas").
const maxText = 1 << 20

// InValue looks for a secret in the value of a name: of a variable, a header, a field.
func InValue(name, value string) (Found, bool) {
	value = clip(value)
	if f, ok := byForm(value); ok {
		return f, true
	}
	if structured(value) {
		return inPairs(value)
	}
	if kind, ok := kindOf(name); ok && kind.holds(name, value) {
		return found(kind.label, strings.TrimSpace(value)), true
	}
	return bareSecretKey(value)
}

// InText looks for a secret in a longer text: a definition, a script, a command line.
func InText(text string) (Found, bool) {
	text = clip(text)
	if f, ok := byForm(text); ok {
		return f, true
	}
	return inPairs(text)
}

// Meant judges a value in a place that is there to hold a secret: any literal is one, unless it is a placeholder or
// refers to something.
func Meant(value string) (Found, bool) {
	value = clip(value)
	if f, ok := byForm(value); ok {
		return f, true
	}
	if strings.TrimSpace(value) == "" || Placeholder(value) {
		return Found{}, false
	}
	return found("credential", value), true
}

// Named tells whether a name is that of a secret, so that its value would be one.
func Named(name string) bool {
	kind, ok := kindOf(name)
	return ok && kind.hard
}

func clip(s string) string {
	if len(s) > maxText {
		return s[:maxText]
	}
	return s
}

// structured tells whether a value is itself a document with names and values in it.
func structured(s string) bool {
	t := strings.TrimSpace(s)
	return strings.HasPrefix(t, "{") || strings.HasPrefix(t, "[") || strings.Contains(t, "\n")
}
