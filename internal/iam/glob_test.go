package iam

import (
	"strings"
	"testing"
)

func TestRelate(t *testing.T) {
	tests := []struct {
		pattern, subject string
		fold             bool
		want             Tri
	}{
		{"*", "anything", false, Yes},
		{"s3:Get*", "s3:getobject", true, Yes},
		{"s3:Get*", "s3:getobject", false, No},
		{"s3:Get?bject", "s3:GetObject", false, Yes},
		{"s3:Get?bject", "s3:Getbject", false, No},
		{"arn:aws:sqs:*:*:orders", "arn:aws:sqs:eu-west-1:123456789012:orders", false, Yes},
		{"arn:aws:sqs:*:*:orders", "arn:\x00:sqs:\x00:\x00:orders", false, Maybe}, // the partition may be aws-cn
		{"arn:*:sqs:*:*:orders", "arn:\x00:sqs:\x00:\x00:orders", false, Yes},
		{"arn:*:sqs:*:*:orders", "arn:\x00:sqs:\x00:\x00:other", false, No},
		{"arn:aws:sqs:eu-west-1:123456789012:orders", "arn:\x00:sqs:\x00:\x00:orders", false, Maybe},
		{"arn:aws:sqs:*:*:ord*", "arn:aws:sqs:eu-west-1:1:\x00", false, Maybe},
		{"s3:*", "s3:Get*", true, Yes},
		{"s3:Get*", "s3:*", true, Maybe},
		{"s3:Get*", "sqs:*", true, No},
		{"a?c", "a?c", false, Yes},
		{"a?c", "a*c", false, Maybe},
		{"abc", "*", false, Maybe},
		{"arn:aws:iam::1:user/${aws:username}", "arn:aws:iam::1:user/bob", false, Maybe},
		{"arn:aws:iam::1:user/${aws:username}", "arn:aws:iam::1:role/bob", false, No},
		{"a\x00", "abc", false, Maybe},
		{"", "", false, Yes},
		{"", "a", false, No},
		{"a", "", false, No},
		{"**", "", false, Yes},
		{"${", "x", false, No},
	}
	for _, tt := range tests {
		if got := relate(tt.pattern, tt.subject, tt.fold); got != tt.want {
			t.Errorf("relate(%q, %q, fold %v) = %v, want %v", tt.pattern, tt.subject, tt.fold, got, tt.want)
		}
	}
}

func TestRelateIsBounded(t *testing.T) {
	long := make([]byte, maxPattern+1)
	for i := range long {
		long[i] = "*a"[i%2]
	}
	if got := relate(string(long), "b"+string(long), false); got != Maybe {
		t.Errorf("a pattern too long to try: %v, want maybe", got)
	}
}

func TestLongPatternsMeet(t *testing.T) {
	long := strings.Repeat("a", 2*maxMeet)
	tests := []struct {
		pattern, subject string
		want             Tri
	}{
		{long + "*", long + "b", Yes},
		{long + "*b", long + "\x00", Maybe},
		{"b" + long + "*", long + "\x00", No},
		{"*" + long, "\x00b", No},
	}
	for _, tt := range tests {
		if got := relate(tt.pattern, tt.subject, false); got != tt.want {
			t.Errorf("%.8s... and %.8s...: %v, want %v", tt.pattern, tt.subject, got, tt.want)
		}
	}
}

// TestRelateAgainstEveryText tries all short patterns and subjects, with each text that the subject's
// wildcards and Holes may stand for: Yes must hold for all of them, No for none.
func TestRelateAgainstEveryText(t *testing.T) {
	texts := words("ab", 4)
	for _, pattern := range words("ab*?", 3) {
		for _, subject := range words("a*?"+Hole, 3) {
			all, none := true, true
			for _, text := range texts {
				if !covers(strings.ReplaceAll(subject, Hole, "*"), text, false) {
					continue
				}
				if covers(pattern, text, false) {
					none = false
				} else {
					all = false
				}
			}
			got := relate(pattern, subject, false)
			if got == Yes && !all || got == No && !none {
				t.Fatalf("relate(%q, %q) = %v, but of its texts all match: %v, none: %v", pattern, subject, got, all, none)
			}
			if got == Maybe && none {
				t.Errorf("relate(%q, %q) = maybe, but no text matches", pattern, subject)
			}
		}
	}
}

// words gives all texts over the letters, up to a length.
func words(letters string, length int) []string {
	out := []string{""}
	for from := 0; length > 0; length-- {
		to := len(out)
		for _, w := range out[from:to] {
			for _, c := range letters {
				out = append(out, w+string(c))
			}
		}
		from = to
	}
	return out
}
