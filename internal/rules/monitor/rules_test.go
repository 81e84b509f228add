package monitor_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/monitor"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/ruletest"
)

func TestExamples(t *testing.T) { ruletest.Run(t, monitor.Rules(), rules.All()) }
