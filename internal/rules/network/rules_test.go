package network_test

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/network"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules/ruletest"
)

func TestExamples(t *testing.T) { ruletest.Run(t, network.Rules(), rules.All()) }
