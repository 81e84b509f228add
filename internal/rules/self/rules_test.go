package self_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/ruletest"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/self"
)

func TestExamples(t *testing.T) { ruletest.Run(t, self.Rules(), rules.All()) }
