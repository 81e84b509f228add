package harden

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// or gives a value, or the default for one that is not given.
func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

func orPointer[T any](v *T, otherwise T) T {
	if v == nil {
		return otherwise
	}
	return *v
}

// within refuses a given number outside of a range.
func within(path string, n, low, high int, unit string) error {
	if n == 0 || low <= n && n <= high {
		return nil
	}
	return wrong(path, "%d is not %d to %d %s", n, low, high, unit)
}

// oneOf refuses a given text that is none of a few.
func oneOf(path, text string, choices ...string) error {
	if text == "" || !spec.IsKnown(text) || slices.Contains(choices, text) {
		return nil
	}
	return wrong(path, "%q is none of %s", text, strings.Join(choices, ", "))
}

// retentions are the days that CloudWatch Logs takes (PutRetentionPolicy).
func retentions() []int {
	return []int{
		1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
	}
}

func retention(path string, days int) error {
	if days == 0 || slices.Contains(retentions(), days) {
		return nil
	}
	return wrong(path, "CloudWatch Logs does not keep logs for %d days; the next choices are 365, 400, 545, 731", days)
}

// arn is an ARN taken apart; its zero value stands for one that is not known.
type arn struct{ partition, service, region, account, resource string }

func parseARN(text string) (arn, bool) {
	p := strings.SplitN(text, ":", 6)
	if len(p) != 6 || p[0] != "arn" {
		return arn{}, false
	}
	return arn{p[1], p[2], p[3], p[4], p[5]}, true
}

// checkARN refuses a known text that is not the ARN of one of the services.
func checkARN(path, text string, services ...string) error {
	if text == "" || !spec.IsKnown(text) {
		return nil
	}
	a, ok := parseARN(text)
	if !ok || !slices.Contains(services, a.service) {
		return wrong(path, "%q is not an ARN of %s", text, strings.Join(services, " or "))
	}
	return nil
}

// secretService tells which store an ARN's secret is in: secretsmanager or ssm; "" for anything else.
func secretService(ref string) string {
	a, ok := parseARN(ref)
	switch {
	case ok && a.service == "secretsmanager" && strings.HasPrefix(a.resource, "secret:"):
		return a.service
	case ok && a.service == "ssm" && strings.HasPrefix(a.resource, "parameter/"):
		return a.service
	}
	return ""
}

// accountOf gives the account in an ARN, or the scope's when it is not known or has none (S3).
func accountOf(text string, s Scope) string {
	if a, ok := parseARN(text); ok && a.account != "" {
		return a.account
	}
	return s.Account
}
