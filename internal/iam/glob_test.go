package iam

import "testing"

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
