package paths_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/paths"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/ruletest"
)

func TestExamples(t *testing.T) { ruletest.Run(t, paths.Rules(), rules.All()) }
