package aws

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// rolePolicy is the name of a role's one inline policy of its own, as package harden gives it.
const rolePolicy = "slsguard"

// ensureRole brings a role to what is wanted; made is true when it was not there.
func (d *Deployer) ensureRole(ctx context.Context, l *ledger, want harden.Role) (made bool, err error) {
	have, err := d.readRole(ctx, want.Name, want.PolicyName)
	switch {
	case gone(err):
		made = true
		have, err = d.createRole(ctx, l, want)
	case err == nil && l.id(roleObject) != want.Name:
		if err = d.adoptRole(ctx, l, want.Name); err == nil {
			l.made(roleObject, want.Name)
		}
	}
	if err == nil {
		err = d.updateRole(ctx, have, want)
	}
	if err != nil {
		return false, fmt.Errorf("role %s: %w", want.Name, err)
	}
	return made, nil
}

func (d *Deployer) createRole(ctx context.Context, l *ledger, want harden.Role) (harden.Role, error) {
	l.begin(roleObject, want.Name)
	_, err := d.IAM.CreateRole(ctx, &iam.CreateRoleInput{
		RoleName: &want.Name, Description: &want.Description, AssumeRolePolicyDocument: text(want.Trust.String()),
		PermissionsBoundary: text(want.Boundary), Tags: tagList(l.tags(), roleTag),
	})
	if exists(err) {
		err = d.adoptRole(ctx, l, want.Name)
	}
	if err != nil {
		return harden.Role{}, fmt.Errorf("create: %w", err)
	}
	l.made(roleObject, want.Name)
	made := want
	made.Policy = harden.Policy{}
	return made, nil
}

func (d *Deployer) adoptRole(ctx context.Context, l *ledger, name string) error {
	out, err := d.IAM.ListRoleTags(ctx, &iam.ListRoleTagsInput{RoleName: &name})
	if err != nil {
		return err
	}
	if !l.owns(tagMap(out.Tags, roleTagParts)) {
		return errForeign
	}
	return nil
}

func roleTag(k, v string) types.Tag           { return types.Tag{Key: &k, Value: &v} }
func roleTagParts(t types.Tag) (k, v *string) { return t.Key, t.Value }

func (d *Deployer) updateRole(ctx context.Context, have, want harden.Role) error {
	if have.Trust.String() != want.Trust.String() {
		if _, err := d.IAM.UpdateAssumeRolePolicy(ctx, &iam.UpdateAssumeRolePolicyInput{
			RoleName: &want.Name, PolicyDocument: text(want.Trust.String()),
		}); err != nil {
			return fmt.Errorf("set trust: %w", err)
		}
	}
	if have.Boundary != want.Boundary {
		if err := d.setBoundary(ctx, want); err != nil {
			return fmt.Errorf("set permissions boundary: %w", err)
		}
	}
	if have.Description != want.Description {
		if _, err := d.IAM.UpdateRole(ctx, &iam.UpdateRoleInput{RoleName: &want.Name, Description: &want.Description}); err != nil {
			return fmt.Errorf("set description: %w", err)
		}
	}
	if have.Policy.String() != want.Policy.String() {
		if _, err := d.IAM.PutRolePolicy(ctx, &iam.PutRolePolicyInput{
			RoleName: &want.Name, PolicyName: &want.PolicyName, PolicyDocument: text(want.Policy.String()),
		}); err != nil {
			return fmt.Errorf("put policy: %w", err)
		}
	}
	return d.removePolicies(ctx, want.Name, have.Foreign)
}

func (d *Deployer) setBoundary(ctx context.Context, want harden.Role) error {
	if want.Boundary == "" {
		_, err := d.IAM.DeleteRolePermissionsBoundary(ctx, &iam.DeleteRolePermissionsBoundaryInput{RoleName: &want.Name})
		return unlessGone(err)
	}
	_, err := d.IAM.PutRolePermissionsBoundary(ctx, &iam.PutRolePermissionsBoundaryInput{
		RoleName: &want.Name, PermissionsBoundary: &want.Boundary,
	})
	return err
}

// removePolicies takes policies off a role that slsguard made: attached ones by ARN, inline ones by name.
func (d *Deployer) removePolicies(ctx context.Context, role string, policies []string) error {
	for _, p := range policies {
		var err error
		if strings.HasPrefix(p, "arn:") {
			_, err = d.IAM.DetachRolePolicy(ctx, &iam.DetachRolePolicyInput{RoleName: &role, PolicyArn: &p})
		} else {
			_, err = d.IAM.DeleteRolePolicy(ctx, &iam.DeleteRolePolicyInput{RoleName: &role, PolicyName: &p})
		}
		if unlessGone(err) != nil {
			return fmt.Errorf("take policy %s off: %w", p, err)
		}
	}
	return nil
}

// readRole reads a role as the desired state has it.
func (d *Deployer) readRole(ctx context.Context, name, policy string) (harden.Role, error) {
	out, err := d.IAM.GetRole(ctx, &iam.GetRoleInput{RoleName: &name})
	if err != nil {
		return harden.Role{}, err
	}
	r := harden.Role{Name: name, Description: awssdk.ToString(out.Role.Description), PolicyName: policy}
	if b := out.Role.PermissionsBoundary; b != nil {
		r.Boundary = awssdk.ToString(b.PermissionsBoundaryArn)
	}
	if r.Trust, err = readDocument(out.Role.AssumeRolePolicyDocument); err != nil {
		return harden.Role{}, err
	}
	inline, attached, err := d.listPolicies(ctx, name)
	if err != nil {
		return harden.Role{}, err
	}
	for _, p := range inline {
		if p != policy && !strings.HasPrefix(p, harden.ConsumerPrefix) {
			r.Foreign = append(r.Foreign, p)
		}
	}
	r.Foreign = append(r.Foreign, attached...)
	if slices.Contains(inline, policy) {
		r.Policy, err = d.readRolePolicy(ctx, name, policy)
	}
	return r, err
}

func (d *Deployer) readRolePolicy(ctx context.Context, role, policy string) (harden.Policy, error) {
	out, err := d.IAM.GetRolePolicy(ctx, &iam.GetRolePolicyInput{RoleName: &role, PolicyName: &policy})
	if err != nil {
		return harden.Policy{}, err
	}
	return readDocument(out.PolicyDocument)
}

// readDocument reads a policy as IAM gives it: URL-encoded. One that slsguard could not have written is empty, and so
// differs from what is wanted.
func readDocument(document *string) (harden.Policy, error) {
	decoded, err := url.QueryUnescape(awssdk.ToString(document))
	if err != nil {
		return harden.Policy{}, fmt.Errorf("read policy: %w", err)
	}
	return lenient(decoded), nil
}

// lenient reads a policy; one that slsguard could not have written comes out as one that differs from anything wanted.
func lenient(document string) harden.Policy {
	p, err := harden.ParsePolicy(document)
	if err != nil {
		return harden.Policy{Statements: []harden.Statement{{Sid: "Unreadable", Effect: err.Error()}}}
	}
	return p
}

func (d *Deployer) listPolicies(ctx context.Context, role string) (inline, attached []string, err error) {
	names := iam.NewListRolePoliciesPaginator(d.IAM, &iam.ListRolePoliciesInput{RoleName: &role})
	for names.HasMorePages() {
		page, err := names.NextPage(ctx)
		if err != nil {
			return nil, nil, err
		}
		inline = append(inline, page.PolicyNames...)
	}
	arns := iam.NewListAttachedRolePoliciesPaginator(d.IAM, &iam.ListAttachedRolePoliciesInput{RoleName: &role})
	for arns.HasMorePages() {
		page, err := arns.NextPage(ctx)
		if err != nil {
			return nil, nil, err
		}
		for _, p := range page.AttachedPolicies {
			attached = append(attached, awssdk.ToString(p.PolicyArn))
		}
	}
	return inline, attached, nil
}

// deleteRole removes a role with all of its policies. IAM answers DeleteConflict while they come off.
func (d *Deployer) deleteRole(ctx context.Context, l *ledger, name string) error {
	inline, attached, err := d.listPolicies(ctx, name)
	if err == nil {
		err = d.removePolicies(ctx, name, slices.Concat(inline, attached))
	}
	if err == nil {
		conflicts := func(err error) bool { return is(err, "DeleteConflict", "ConcurrentModification") }
		err = d.retry(ctx, "role "+name+" to let go of its policies", spreadLimit, conflicts, func() error {
			_, err := d.IAM.DeleteRole(ctx, &iam.DeleteRoleInput{RoleName: &name})
			return err
		})
	}
	if unlessGone(err) != nil {
		return fmt.Errorf("delete role %s: %w", name, err)
	}
	l.removed(roleObject, name)
	return nil
}

// tagRole brings the tags of a role to what is declared.
func (d *Deployer) tagRole(ctx context.Context, name string, set map[string]string, remove []string) error {
	if len(set) > 0 {
		if _, err := d.IAM.TagRole(ctx, &iam.TagRoleInput{RoleName: &name, Tags: tagList(set, roleTag)}); err != nil {
			return fmt.Errorf("tag role %s: %w", name, err)
		}
	}
	if len(remove) > 0 {
		if _, err := d.IAM.UntagRole(ctx, &iam.UntagRoleInput{RoleName: &name, TagKeys: remove}); err != nil {
			return fmt.Errorf("untag role %s: %w", name, err)
		}
	}
	return nil
}
