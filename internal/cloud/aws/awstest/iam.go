package awstest

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// Role is an IAM role.
type Role struct {
	Path, Description, Trust string
	MaxSession               int64
	Boundary                 string            // ARN of the permissions boundary
	Inline                   map[string]string // policy documents by name
	Attached                 []string          // ARNs of managed policies
	Tags                     map[string]string

	id      string
	created time.Time
	// What other services still see: nothing, or the policies as they were before the last change.
	trustLag, policyLag lag
	seen                []policyDocument
}

func iamHandlers() map[string]handler {
	return map[string]handler{
		"iam.CreateRole":                    (*World).createRole,
		"iam.GetRole":                       (*World).getRole,
		"iam.UpdateRole":                    (*World).updateRole,
		"iam.DeleteRole":                    (*World).deleteRole,
		"iam.UpdateAssumeRolePolicy":        (*World).updateTrust,
		"iam.PutRolePolicy":                 (*World).putRolePolicy,
		"iam.GetRolePolicy":                 (*World).getRolePolicy,
		"iam.DeleteRolePolicy":              (*World).deleteRolePolicy,
		"iam.ListRolePolicies":              (*World).listRolePolicies,
		"iam.AttachRolePolicy":              (*World).attachRolePolicy,
		"iam.DetachRolePolicy":              (*World).detachRolePolicy,
		"iam.ListAttachedRolePolicies":      (*World).listAttached,
		"iam.PutRolePermissionsBoundary":    (*World).putBoundary,
		"iam.DeleteRolePermissionsBoundary": (*World).deleteBoundary,
		"iam.ListInstanceProfilesForRole":   (*World).listInstanceProfiles,
		"iam.TagRole":                       (*World).tagRole,
		"iam.UntagRole":                     (*World).untagRole,
		"iam.ListRoleTags":                  (*World).listRoleTags,
	}
}

func (w *World) role(in wire.Values) (*Role, error) {
	name := in.Str("RoleName")
	if r, ok := w.Roles[name]; ok {
		return r, nil
	}
	return nil, fail("NoSuchEntityException", "The role with name %s cannot be found.", name)
}

func (w *World) createRole(in wire.Values) (wire.Values, error) {
	name := in.Str("RoleName")
	if _, ok := w.Roles[name]; ok {
		return nil, fail("EntityAlreadyExistsException", "Role with name %s already exists.", name)
	}
	if err := checkTrust(in.Str("AssumeRolePolicyDocument")); err != nil {
		return nil, err
	}
	if err := w.checkManaged(in.Str("PermissionsBoundary")); err != nil {
		return nil, err
	}
	in.Or("Path", "/")
	in.Or("MaxSessionDuration", 3600) // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
	r := &Role{
		Path: in.Str("Path"), Description: in.Str("Description"), Trust: in.Str("AssumeRolePolicyDocument"),
		MaxSession: in.Int("MaxSessionDuration"), Boundary: in.Str("PermissionsBoundary"),
		Inline: map[string]string{}, Tags: tagsToMap(in.Maps("Tags"), "Key", "Value"),
		id: w.id("role id", "AROASTANDIN", 10), created: w.now(), trustLag: w.newLag(), policyLag: w.newLag(),
	}
	w.Roles[name] = r
	return wire.Values{"Role": w.roleView(name, r)}, nil
}

func checkTrust(document string) error {
	d, err := parsePolicy(document, "MalformedPolicyDocumentException")
	if err != nil {
		return err
	}
	for _, s := range d.Statement {
		if len(s.Principal)+len(s.NotPrincipal) == 0 {
			return fail("MalformedPolicyDocumentException", "AssumeRole policy must contain principals")
		}
		if len(s.Resource) > 0 {
			return fail("MalformedPolicyDocumentException", "Has prohibited field Resource")
		}
	}
	return nil
}

func (w *World) roleARN(name string, r *Role) string { return w.globalARN("iam", "role"+r.Path+name) }

func (w *World) roleView(name string, r *Role) wire.Values {
	v := wire.Values{
		"Path": r.Path, "RoleName": name, "RoleId": r.id, "Arn": w.roleARN(name, r), "CreateDate": r.created,
		"AssumeRolePolicyDocument": urlEncode(r.Trust), "MaxSessionDuration": r.MaxSession,
		"Tags": tagsToList(r.Tags, "Key", "Value"),
	}
	if r.Description != "" {
		v["Description"] = r.Description
	}
	if r.Boundary != "" {
		v["PermissionsBoundary"] = wire.Values{
			"PermissionsBoundaryType": "PermissionsBoundaryPolicy", "PermissionsBoundaryArn": r.Boundary,
		}
	}
	return v
}

func (w *World) getRole(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	return wire.Values{"Role": w.roleView(in.Str("RoleName"), r)}, nil
}

func (w *World) updateRole(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	if in.Has("Description") {
		r.Description = in.Str("Description")
	}
	if in.Has("MaxSessionDuration") {
		r.MaxSession = in.Int("MaxSessionDuration")
	}
	return wire.Values{}, nil
}

func (w *World) deleteRole(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	switch {
	case len(r.Attached) > 0:
		return nil, fail("DeleteConflictException", "Cannot delete entity, must detach all policies first.")
	case len(r.Inline) > 0:
		return nil, fail("DeleteConflictException", "Cannot delete entity, must delete policies first.")
	}
	delete(w.Roles, in.Str("RoleName"))
	return nil, nil
}

func (w *World) updateTrust(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	if err := checkTrust(in.Str("PolicyDocument")); err != nil {
		return nil, err
	}
	r.Trust, r.trustLag = in.Str("PolicyDocument"), w.newLag()
	return nil, nil
}

// changePolicies lets other services see the old permissions for the time of the lag.
func (w *World) changePolicies(r *Role, change func()) {
	if r.policyLag.over(w.clock()) {
		r.seen = w.documents(r)
	}
	r.policyLag = w.newLag()
	change()
}

func (w *World) putRolePolicy(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	document := in.Str("PolicyDocument")
	d, err := parsePolicy(document, "MalformedPolicyDocumentException")
	if err != nil {
		return nil, err
	}
	for _, s := range d.Statement {
		if len(s.Resource)+len(s.NotResource) == 0 {
			return nil, fail("MalformedPolicyDocumentException", "Policy statement must contain resources.")
		}
	}
	if size := inlineSize(r, in.Str("PolicyName"), document); size > 10240 {
		// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
		return nil, fail("LimitExceededException", "Maximum policy size of 10240 bytes exceeded for role %s", in.Str("RoleName"))
	}
	w.changePolicies(r, func() { r.Inline[in.Str("PolicyName")] = document })
	return nil, nil
}

// inlineSize is the size of all inline policies; white space does not count.
func inlineSize(r *Role, name, document string) int {
	size := len(strings.Join(strings.Fields(document), ""))
	for n, d := range r.Inline {
		if n != name {
			size += len(strings.Join(strings.Fields(d), ""))
		}
	}
	return size
}

func (w *World) getRolePolicy(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	document, ok := r.Inline[in.Str("PolicyName")]
	if !ok {
		return nil, noRolePolicy(in)
	}
	return wire.Values{
		"RoleName": in.Str("RoleName"), "PolicyName": in.Str("PolicyName"), "PolicyDocument": urlEncode(document),
	}, nil
}

func noRolePolicy(in wire.Values) error {
	return fail("NoSuchEntityException", "The role policy with name %s cannot be found.", in.Str("PolicyName"))
}

func (w *World) deleteRolePolicy(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	if _, ok := r.Inline[in.Str("PolicyName")]; !ok {
		return nil, noRolePolicy(in)
	}
	w.changePolicies(r, func() { delete(r.Inline, in.Str("PolicyName")) })
	return nil, nil
}

func (w *World) listRolePolicies(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	return page(w, in, "PolicyNames", sortedKeys(r.Inline), iamPaging())
}

// checkManaged refuses a managed policy that does not exist. AWS's own are all taken to exist.
func (w *World) checkManaged(arn string) error {
	if _, ok := w.Policies[arn]; ok || arn == "" || strings.HasPrefix(arn, "arn:aws:iam::aws:policy/") {
		return nil
	}
	return fail("NoSuchEntityException", "Policy %s does not exist or is not attachable.", arn)
}

func (w *World) attachRolePolicy(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	arn := in.Str("PolicyArn")
	if err := w.checkManaged(arn); err != nil {
		return nil, err
	}
	if !slices.Contains(r.Attached, arn) {
		w.changePolicies(r, func() { r.Attached = append(r.Attached, arn) })
	}
	return nil, nil
}

func (w *World) detachRolePolicy(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	i := slices.Index(r.Attached, in.Str("PolicyArn"))
	if i < 0 {
		return nil, fail("NoSuchEntityException", "Policy %s was not found.", in.Str("PolicyArn"))
	}
	w.changePolicies(r, func() { r.Attached = slices.Delete(r.Attached, i, i+1) })
	return nil, nil
}

func (w *World) listAttached(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	out := []wire.Values{}
	for _, arn := range r.Attached {
		out = append(out, wire.Values{"PolicyArn": arn, "PolicyName": arn[strings.LastIndex(arn, "/")+1:]})
	}
	return page(w, in, "AttachedPolicies", out, iamPaging())
}

func (w *World) putBoundary(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	if err := w.checkManaged(in.Str("PermissionsBoundary")); err != nil {
		return nil, err
	}
	r.Boundary = in.Str("PermissionsBoundary")
	return nil, nil
}

func (w *World) deleteBoundary(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	if r.Boundary == "" {
		return nil, fail("NoSuchEntityException", "The role with name %s has no permissions boundary.", in.Str("RoleName"))
	}
	r.Boundary = ""
	return nil, nil
}

func (w *World) listInstanceProfiles(in wire.Values) (wire.Values, error) {
	if _, err := w.role(in); err != nil {
		return nil, err
	}
	return wire.Values{"InstanceProfiles": []any{}, "IsTruncated": false}, nil
}

func (w *World) tagRole(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	maps.Copy(r.Tags, tagsToMap(in.Maps("Tags"), "Key", "Value"))
	return nil, nil
}

func (w *World) untagRole(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	for _, k := range in.Strs("TagKeys") {
		delete(r.Tags, k)
	}
	return nil, nil
}

func (w *World) listRoleTags(in wire.Values) (wire.Values, error) {
	r, err := w.role(in)
	if err != nil {
		return nil, err
	}
	return page(w, in, "Tags", tagsToList(r.Tags, "Key", "Value"), iamPaging())
}
