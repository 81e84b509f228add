package access

import "strconv"

func count(n int) string { return strconv.Itoa(n) }

// orUnknown gives a text for a message, where it may not be known.
func orUnknown(text string) string {
	if text == "" {
		return "(known after apply)"
	}
	return text
}
