package provider

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence makes a sentence of an error's text, which Go writes in lower case and without a full stop.
func sentence(text string) string {
	text = sentenceStart(text)
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

func sentenceStart(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
