package integrity_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/integrity"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/ruletest"
)

func TestExamples(t *testing.T) { ruletest.Run(t, integrity.Rules(), rules.All()) }
