package aws

// iamTypes are the identities of IAM and what gives them permissions.
func iamTypes() types {
	types := types{
		"aws_iam_role":      {Make: roleIdentity, Link: rolePolicies, Finish: judgeIdentity},
		"aws_iam_user":      {Make: userIdentity, Link: boundaryOf, Finish: judgeIdentity},
		"aws_iam_group":     {Make: groupIdentity, Finish: judgeIdentity},
		"data.aws_iam_role": {Make: foreignRole, Link: rolePolicies, Finish: judgeIdentity},
		"data.aws_iam_user": {Make: foreignUser, Finish: judgeIdentity},

		"aws_iam_role_policy":  {Link: inlinePolicy("role")},
		"aws_iam_user_policy":  {Link: inlinePolicy("user")},
		"aws_iam_group_policy": {Link: inlinePolicy("group")},

		"aws_iam_role_policy_attachment":  {Link: attachment("role")},
		"aws_iam_user_policy_attachment":  {Link: attachment("user")},
		"aws_iam_group_policy_attachment": {Link: attachment("group")},
		"aws_iam_policy_attachment":       {Link: sharedAttachment},

		"aws_iam_role_policy_attachments_exclusive":  {Link: exclusiveAttachments("role_name")},
		"aws_iam_user_policy_attachments_exclusive":  {Link: exclusiveAttachments("user_name")},
		"aws_iam_group_policy_attachments_exclusive": {Link: exclusiveAttachments("group_name")},

		"aws_iam_role_policies_exclusive":  {Link: exclusiveInline("role_name")},
		"aws_iam_user_policies_exclusive":  {Link: exclusiveInline("user_name")},
		"aws_iam_group_policies_exclusive": {Link: exclusiveInline("group_name")},

		"aws_iam_group_membership":      {Link: groupMembers},
		"aws_iam_user_group_membership": {Link: userGroups},
		"aws_iam_instance_profile":      {Follow: "role"},
		"data.aws_iam_instance_profile": {Follow: "role_name"},
	}
	for _, name := range []string{
		"aws_iam_policy", "data.aws_iam_policy", "data.aws_iam_policy_document", "aws_iam_access_key",
		"aws_iam_account_alias", "aws_iam_account_password_policy", "aws_iam_openid_connect_provider",
		"aws_iam_saml_provider", "aws_iam_server_certificate", "aws_iam_service_linked_role", "aws_iam_signing_certificate",
		"aws_iam_user_login_profile", "aws_iam_user_ssh_key", "aws_iam_virtual_mfa_device",
		"aws_iam_service_specific_credential", "aws_iam_security_token_service_preferences",
		"aws_iam_organizations_features", "data.aws_iam_openid_connect_provider", "data.aws_iam_group",
		"data.aws_iam_roles", "data.aws_caller_identity", "data.aws_partition", "data.aws_region",
		"data.aws_organizations_organization",
	} {
		types[name] = nothing()
	}
	return types
}
