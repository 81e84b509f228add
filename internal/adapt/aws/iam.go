package aws

// iamTypes are the identities of IAM and what gives them permissions.
func iamTypes() map[string]adapter {
	types := map[string]adapter{
		"aws_iam_role":      {make: roleIdentity, link: rolePolicies, finish: judgeIdentity},
		"aws_iam_user":      {make: userIdentity, link: boundaryOf, finish: judgeIdentity},
		"aws_iam_group":     {make: groupIdentity, finish: judgeIdentity},
		"data.aws_iam_role": {make: foreignRole, link: rolePolicies, finish: judgeIdentity},
		"data.aws_iam_user": {make: foreignUser, finish: judgeIdentity},

		"aws_iam_role_policy":  {link: inlinePolicy("role")},
		"aws_iam_user_policy":  {link: inlinePolicy("user")},
		"aws_iam_group_policy": {link: inlinePolicy("group")},

		"aws_iam_role_policy_attachment":  {link: attachment("role")},
		"aws_iam_user_policy_attachment":  {link: attachment("user")},
		"aws_iam_group_policy_attachment": {link: attachment("group")},
		"aws_iam_policy_attachment":       {link: sharedAttachment},

		"aws_iam_role_policy_attachments_exclusive":  {link: exclusiveAttachments("role_name")},
		"aws_iam_user_policy_attachments_exclusive":  {link: exclusiveAttachments("user_name")},
		"aws_iam_group_policy_attachments_exclusive": {link: exclusiveAttachments("group_name")},

		"aws_iam_role_policies_exclusive":  {link: exclusiveInline("role_name")},
		"aws_iam_user_policies_exclusive":  {link: exclusiveInline("user_name")},
		"aws_iam_group_policies_exclusive": {link: exclusiveInline("group_name")},

		"aws_iam_group_membership":      {link: groupMembers},
		"aws_iam_user_group_membership": {link: userGroups},
		"aws_iam_instance_profile":      {follow: "role"},
		"data.aws_iam_instance_profile": {follow: "role_name"},
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
