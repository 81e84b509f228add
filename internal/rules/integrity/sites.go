package integrity

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// siteWords says what a site is, in messages.
func siteWords(s *model.Site) string {
	if s.Slot {
		return string(s.Kind) + " slot"
	}
	return string(s.Kind)
}

// siteTitle is siteWords at the beginning of a sentence.
func siteTitle(s *model.Site) string {
	words := siteWords(s)
	return string(words[0]-'a'+'A') + words[1:]
}
