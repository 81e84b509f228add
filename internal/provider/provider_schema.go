package provider

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func providerSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Builds serverless functions and triggers that are hard to get wrong, and refuses insecure ones " +
			"when Terraform plans.",
		Blocks: map[string]schema.Block{"aws": awsBlock()},
	}
}

func awsBlock() schema.Block {
	return schema.SingleNestedBlock{
		MarkdownDescription: "How AWS is reached. Settings have the names and meanings that they have in the `aws` provider. " +
			"Whatever is left out is found as by every AWS tool: environment variables, shared configuration files, web " +
			"identity, container and instance credentials. AWS is not contacted before a resource needs it.",
		Attributes: map[string]schema.Attribute{
			"region": text("Region to deploy to. Default: `AWS_REGION`, `AWS_DEFAULT_REGION` or the profile's region."),
			"profile": text("Profile of the shared configuration and credentials files. Default: `AWS_PROFILE`, else " +
				"`default`."),
			"max_retries": schema.Int64Attribute{
				Optional: true, Validators: []validator.Int64{int64validator.Between(0, 100)},
				MarkdownDescription: "How often a call is repeated that was throttled or failed for a passing reason, 0 to 100. " +
					"Default `25`.",
			},
			"retry_mode": schema.StringAttribute{
				Optional: true, Validators: []validator.String{stringvalidator.OneOf("standard", "adaptive")},
				MarkdownDescription: "How retries are spaced: `standard` (default), or `adaptive`, which also slows down all calls " +
					"while AWS throttles.",
			},
			"allowed_account_ids": accountIDs("Ids of the only accounts that may be changed. Any other is refused before the first "+
				"change. Conflicts with `forbidden_account_ids`.", "forbidden_account_ids"),
			"forbidden_account_ids": accountIDs("Ids of accounts that must not be changed. Conflicts with `allowed_account_ids`.",
				"allowed_account_ids"),
		},
		Blocks: map[string]schema.Block{
			"assume_role":                   assumeRoleBlock(),
			"assume_role_with_web_identity": webIdentityBlock(),
			"default_tags":                  defaultTagsBlock(),
			"endpoints":                     endpointsBlock(),
		},
	}
}

func text(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, MarkdownDescription: description,
		Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}

func accountIDs(description, other string) schema.Attribute {
	return schema.SetAttribute{
		Optional: true, ElementType: types.StringType, MarkdownDescription: description,
		Validators: []validator.Set{
			setvalidator.ConflictsWith(path.MatchRoot("aws").AtName(other)),
			setvalidator.ValueStringsAre(stringvalidator.RegexMatches(regexp.MustCompile(`^\d{12}$`), "an account id has 12 digits")),
		},
	}
}

func assumeRoleBlock() schema.Block {
	return schema.SingleNestedBlock{
		MarkdownDescription: "Role to take on, with the credentials that were found.",
		Validators:          []validator.Object{needs{"role_arn"}},
		Attributes: with(roleAttributes(), map[string]schema.Attribute{
			"external_id":     text("External id that the role's trust policy asks for."),
			"source_identity": text("Source identity of the session, as CloudTrail shows it."),
			"tags": schema.MapAttribute{
				Optional: true, ElementType: types.StringType, MarkdownDescription: "Session tags.",
			},
			"transitive_tag_keys": schema.SetAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Keys of the session tags that are passed on to roles taken on from this session.",
			},
		}),
	}
}

func webIdentityBlock() schema.Block {
	return schema.SingleNestedBlock{
		MarkdownDescription: "Role to take on with a token of an identity provider, as GitHub Actions or GitLab give to jobs.",
		Validators:          []validator.Object{needs{"role_arn"}},
		Attributes: with(roleAttributes(), map[string]schema.Attribute{
			"web_identity_token": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "The token. Prefer `web_identity_token_file`: what is written here may end up in plans.",
				Validators: []validator.String{stringvalidator.ConflictsWith(
					path.MatchRelative().AtParent().AtName("web_identity_token_file"))},
			},
			"web_identity_token_file": text("File that holds the token."),
		}),
	}
}

// roleAttributes are those that both ways to take on a role have.
func roleAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"role_arn": schema.StringAttribute{
			Optional: true, MarkdownDescription: "ARN of the role. Required in this block.",
			Validators: []validator.String{arnValidator{service: "iam"}},
		},
		"session_name": text("Name of the session, as CloudTrail shows it. Default `slsguard`."),
		"duration": schema.StringAttribute{
			Optional: true, Validators: []validator.String{durationValidator{}},
			MarkdownDescription: "How long the session lasts, such as `1h30m`: 15 minutes to 12 hours. Default: the role's, 1 hour.",
		},
		"policy": text("Policy as JSON that limits the session further."),
		"policy_arns": schema.SetAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "ARNs of managed policies that limit the session further.",
		},
	}
}

func defaultTagsBlock() schema.Block {
	return schema.SingleNestedBlock{
		MarkdownDescription: "Tags for everything that the provider makes.",
		Attributes: map[string]schema.Attribute{
			"tags": schema.MapAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Keys and values. A resource's own `tags` win over these.",
			},
		},
	}
}

// endpointServices are the services that the provider calls, by the names that the aws provider's block has.
func endpointServices() []string {
	return []string{
		"apigateway", "dynamodb", "ec2", "events", "iam", "kafka", "kinesis", "kms", "lambda", "logs", "s3", "scheduler",
		"secretsmanager", "sns", "sqs", "ssm", "sts", "wafv2",
	}
}

func endpointsBlock() schema.Block {
	attributes := map[string]schema.Attribute{}
	for _, service := range endpointServices() {
		attributes[service] = schema.StringAttribute{
			Optional: true, MarkdownDescription: "URL for calls to `" + service + "`.",
			Validators: []validator.String{stringvalidator.RegexMatches(regexp.MustCompile(`^https?://[^/\s]`), "want a URL")},
		}
	}
	return schema.SingleNestedBlock{
		MarkdownDescription: "Endpoints other than AWS's public ones, such as VPC endpoints. `AWS_ENDPOINT_URL` sets one for all " +
			"services.",
		Attributes: attributes,
	}
}

func with(attributes, more map[string]schema.Attribute) map[string]schema.Attribute {
	for name, a := range more {
		attributes[name] = a
	}
	return attributes
}
