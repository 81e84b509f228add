package access

import (
	"strconv"
	"strings"
)

func count(n int) string { return strconv.Itoa(n) }

// orUnknown gives a text for a message, where it may not be known.
func orUnknown(text string) string {
	if text == "" {
		return "(known after apply)"
	}
	return text
}

// capital begins a sentence with a text.
func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
