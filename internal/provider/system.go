package provider

import (
	"context"
	"fmt"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/slsguard"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

func (functionKind) system(ctx context.Context, declared spec.Function, want harden.Function) (*model.System, locator, error) {
	d, err := slsguard.Function(ctx, declared, want)
	if err != nil {
		return nil, nil, err
	}
	return d.System, locate(d), nil
}

func (triggerKind) system(ctx context.Context, declared spec.Trigger, want harden.Trigger) (*model.System, locator, error) {
	d, err := slsguard.Trigger(ctx, declared, want)
	if err != nil {
		return nil, nil, err
	}
	return d.System, locate(d), nil
}

// locate gives the attribute that a finding is about. What is found of a role as a whole rests on one of its policies,
// which the evidence names: the more exact of the two places counts.
func locate(d *slsguard.Declared) locator {
	return func(f *finding.Finding) string {
		at := d.Locate(f.Address, f.Attribute)
		for _, e := range f.Evidence {
			if exact := d.Locate(e.Address, e.Attribute); exact != at && within(exact, at) {
				return exact
			}
		}
		return strings.TrimSuffix(at, ".")
	}
}

// loosened: a function that only its own triggers can reach may still be run without limit by what feeds them. Zero, which
// stops the function, loosens nothing.
func (functionKind) loosened(f spec.Function) []loosened {
	if f.Concurrency == nil || *f.Concurrency != harden.Unreserved {
		return nil
	}
	return []loosened{{
		rule: "SLS603", attribute: "concurrency", remedy: fmt.Sprintf("concurrency = %d", harden.DefaultConcurrency),
		message: fmt.Sprintf("Function %q can take up all of the account's concurrency.", f.Name),
	}}
}

// loosened: what a trigger can give up is all in the catalogue.
func (triggerKind) loosened(spec.Trigger) []loosened { return nil }
