package harden_test

import (
	"encoding/json"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// FuzzPolicy: whatever a policy holds, reading it never fails badly, one that can be read has one form, and merging a
// statement into it changes nothing else.
func FuzzPolicy(f *testing.F) {
	f.Add(`{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}`)
	f.Add(`{"Id":"x","Statement":{"Effect":"Deny","NotAction":["a"],"Condition":{"Bool":{"aws:SecureTransport":false}}}}`)
	f.Add(`{"Statement":[null,1,"a",{}]}`)
	f.Add(``)
	own := harden.Statement{Sid: "slsguard-a", Effect: "Allow", Actions: []string{"sqs:SendMessage"}, Resources: []string{"q"}}
	f.Fuzz(func(t *testing.T, document string) {
		if p, err := harden.ParsePolicy(document); err == nil {
			again, err := harden.ParsePolicy(p.String())
			if err != nil || again.String() != p.String() {
				t.Errorf("%q is read as %q, then as %q (%v)", document, p, again, err)
			}
		}
		merged, err := harden.MergeStatement(document, own)
		if err != nil {
			return
		}
		if !json.Valid([]byte(merged)) {
			t.Fatalf("%q merged is no JSON: %q", document, merged)
		}
		if has, err := harden.HasStatement(merged, own); !has || err != nil {
			t.Errorf("%q merged lacks the statement: %q (%v)", document, merged, err)
		}
		if _, found, err := harden.DropStatement(merged, own.Sid); !found || err != nil {
			t.Errorf("%q can't be taken out again: %v", merged, err)
		}
	})
}
