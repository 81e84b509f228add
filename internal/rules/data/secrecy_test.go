package data_test

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/ruletest"
)

// Nothing that a rule says of an example may hold the secret that stands there.
func TestNoSecretShown(t *testing.T) {
	secrets := []string{
		"hunter2", "Tr0ub4dor", "a8f5f167f44f4964", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI", "s3cr3tPw", "9f86d081884c7d65",
		"0oa9fQw7", "npm_abcdef", "b3JkZXJz", "ghp_16C7e42F",
	}
	shown := regexp.MustCompile(strings.Join(secrets, "|"))
	examples, err := filepath.Glob("testdata/sls4*/aws/fail-*")
	if err != nil {
		t.Fatal(err)
	}
	judged := 0
	for _, dir := range examples {
		findings, _ := ruletest.Check(t, dir, rules.All())
		for i := range findings {
			judged++
			text, err := json.Marshal(&findings[i])
			if err != nil {
				t.Fatal(err)
			}
			if s := shown.Find(text); s != nil {
				t.Errorf("%s: a finding of %s shows %s", dir, findings[i].Rule, s)
			}
		}
	}
	if judged < len(examples) {
		t.Errorf("got %d findings in %d examples that fail", judged, len(examples))
	}
}
