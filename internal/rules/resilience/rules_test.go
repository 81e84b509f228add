package resilience_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/resilience"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/ruletest"
)

func TestExamples(t *testing.T) { ruletest.Run(t, resilience.Rules(), rules.All()) }
