package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt"
	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

// Addresses of the resources that stand around a policy that is judged on its own.
const (
	policyRole     = "aws_iam_role.this"
	policyIdentity = "aws_iam_role_policy.this"
	policyQueue    = "aws_sqs_queue_policy.this"

	sampleRole = "arn:aws:iam::123456789012:role/this"
)

// sampleTrust is the trust policy of the role around a policy that is judged: nothing can be said against it.
const sampleTrust = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",` +
	`"Principal":{"Service":"lambda.amazonaws.com"}}]}`

// judgePolicy judges a policy by the whole catalogue. It makes a plan of a function and its role around the policy,
// so that every rule that knows plans knows policies too.
func judgePolicy(ctx context.Context, document string) ([]finding.Finding, error) {
	doc, err := iam.Parse([]byte(document))
	if err != nil {
		return nil, fmt.Errorf("read the policy: %w", err)
	}
	resources, subject := aroundPolicy(document, doc)
	text, err := json.Marshal(map[string]any{
		"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": resources, "complete": true,
	})
	if err != nil {
		return nil, err
	}
	p, err := plan.Read(ctx, bytes.NewReader(text), plan.Options{Keep: adapt.Keep()})
	if err != nil {
		return nil, err
	}
	result, err := engine.Run(ctx, adapt.Model(p), engine.Options{Rules: rules.All(), Profile: finding.Recommended})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(result.Findings, func(f finding.Finding) bool { return !aboutPolicy(&f, subject) }), nil
}

// aboutPolicy leaves out what is said of the resources around the policy, which the user never wrote.
func aboutPolicy(f *finding.Finding, subject string) bool {
	return f.Address == subject || subject == policyIdentity && f.Address == policyRole && f.Attribute != "assume_role_policy" ||
		slices.ContainsFunc(f.Evidence, func(e finding.Evidence) bool { return e.Address == subject })
}

// aroundPolicy gives the resources of the plan and the address of the one that holds the policy.
func aroundPolicy(document string, doc *iam.Document) (resources []map[string]any, subject string) {
	trust, identity := sampleTrust, ""
	subject = policyIdentity
	switch {
	case isTrust(doc):
		trust, subject = document, policyRole
	case hasPrincipal(doc):
		subject = policyQueue
		resources = append(resources,
			created("aws_sqs_queue", map[string]any{"name": "this"}),
			created("aws_sqs_queue_policy", map[string]any{"queue_url": "aws_sqs_queue.this", "policy": document}))
	default:
		identity = document
	}
	resources = append(resources,
		created("aws_iam_role", map[string]any{"name": "this", "arn": sampleRole, "assume_role_policy": trust}),
		created("aws_lambda_function", map[string]any{
			"function_name": "this", "role": sampleRole, "runtime": "provided.al2023",
		}))
	if identity != "" {
		resources = append(resources,
			created("aws_iam_role_policy", map[string]any{"name": "this", "role": "this", "policy": identity}))
	}
	return resources, subject
}

// created is the element of a plan's resource_changes for a resource that is made.
func created(typ string, after map[string]any) map[string]any {
	return map[string]any{
		"address": typ + ".this", "mode": "managed", "type": typ, "name": "this",
		"provider_name": "registry.terraform.io/hashicorp/aws",
		"change":        map[string]any{"actions": []string{"create"}, "before": nil, "after": after, "after_unknown": map[string]any{}},
	}
}

// isTrust reports whether the document says who may take on a role.
func isTrust(doc *iam.Document) bool {
	return hasPrincipal(doc) && slices.ContainsFunc(doc.Statements, func(s iam.Statement) bool {
		return slices.ContainsFunc(s.Actions, func(a iam.Term) bool {
			return strings.HasPrefix(strings.ToLower(a.Text), "sts:")
		})
	})
}

func hasPrincipal(doc *iam.Document) bool {
	return slices.ContainsFunc(doc.Statements, func(s iam.Statement) bool {
		return len(s.Principals) > 0 || len(s.NotPrincipals) > 0
	})
}
