package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

func functionSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A serverless function with everything that it needs to be safe: an identity of its own that may do " +
			"only what is declared, encrypted logs, a dead-letter queue, bounded time, memory and concurrency. What " +
			"slsguard's rules find in the declaration is an error when Terraform plans.",
		Attributes: functionAttributes(),
		Blocks: map[string]schema.Block{"timeouts": timeouts.Block(ctx, timeouts.Opts{
			Create: true, Read: true, Update: true, Delete: true,
			CreateDescription: "How long creating may take, such as `10m`. Default `20m`.",
			ReadDescription:   "How long reading may take. Default `5m`.",
			UpdateDescription: "How long an update may take. Default `20m`.",
			DeleteDescription: "How long deleting may take; interfaces in a VPC go late. Default `45m`.",
		})},
	}
}

func functionAttributes() map[string]schema.Attribute {
	all := functionInputs()
	for name, a := range functionOutputs() {
		all[name] = a
	}
	return all
}

func functionInputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name": replacing(requiredText("Name of the function, and of what is made for it: 1 to 64 letters, digits, `-` and `_`.",
			matching(`^[A-Za-z0-9_-]{1,64}$`, "want 1 to 64 letters, digits, - and _"))),
		"description": optionalText("What the function does, up to 256 characters.", stringvalidator.LengthAtMost(256)),
		"runtime": optionalText("Runtime, such as `python3.13`. It must be supported for at least 180 more days " +
			"(see `slsguard_runtime`). Left out for an image."),
		"handler": optionalText("Entry point in the code, such as `app.handler`. Left out for an image.",
			stringvalidator.LengthAtMost(128)),
		"source": sourceAttribute(),
		"environment": schema.MapAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Environment variables. A literal that looks like a secret is refused: use `secrets`.",
			Validators:          []validator.Map{variableNames()},
		},
		"secrets": schema.MapAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Names of environment variables and the ARNs of the Secrets Manager secrets or SSM parameters " +
				"that they name. The function gets the ARN, and the permission to read just that one, never the value.",
			Validators: []validator.Map{
				variableNames(),
				mapvalidator.ValueStringsAre(arnValidator{service: "secretsmanager", others: []string{"ssm"}}),
			},
		},
		"memory": numberWithDefault(harden.DefaultMemory,
			fmt.Sprintf("Memory in MB, 128 to 10240. Default `%d`.", harden.DefaultMemory), int64validator.Between(128, 10240)),
		"timeout": numberWithDefault(harden.DefaultTimeout,
			fmt.Sprintf("Seconds that one execution may take, 1 to 900. Default `%d`.", harden.DefaultTimeout),
			int64validator.Between(1, 900)),
		"concurrency": numberWithDefault(harden.DefaultConcurrency,
			fmt.Sprintf("Executions at once, reserved for and the limit of the function. `0` stops it; `-1` is no limit, which "+
				"needs an exception. Default `%d`.", harden.DefaultConcurrency), int64validator.AtLeast(-1)),
		"tags":       tagsAttribute("the function and what is made for it"),
		"exceptions": exceptionsAttribute(),
		"aws":        functionOnAWS(),
	}
}

// variableNames are Lambda's; the names that it keeps for itself are refused by the rules.
// Source: https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html
func variableNames() validator.Map {
	return mapvalidator.KeysAre(matching(`^[a-zA-Z][a-zA-Z0-9_]+$`,
		"the name of a variable starts with a letter and has letters, digits and _ only"))
}

func sourceAttribute() schema.Attribute {
	source := path.MatchRoot("source")
	return schema.SingleNestedAttribute{
		Required:            true,
		MarkdownDescription: "Where the code comes from: exactly one of `path`, `directory`, `object` and `image`.",
		Validators:          []validator.Object{exactlyOneIn{"path", "directory", "object", "image"}},
		Attributes: map[string]schema.Attribute{
			"path": optionalText("Zip file on this machine. A change of its content updates the function."),
			"directory": optionalText("Directory on this machine that is packed into a zip file: always to the same bytes for the " +
				"same content."),
			"image": optionalText("Container image by digest, `repository@sha256:…`. A tag is refused: what it names can change. "+
				"Changing between an image and a zip file replaces the resource.",
				matching(`@sha256:[0-9a-f]{64}$`, "want an image by digest: repository@sha256:…")),
			"object": schema.SingleNestedAttribute{
				Optional:            true,
				MarkdownDescription: "Zip file in S3, in a bucket of the function's region.",
				Attributes: map[string]schema.Attribute{
					"bucket":  requiredText("Name of the bucket."),
					"key":     requiredText("Key of the object."),
					"version": requiredText("Version of the object, so that the code cannot be changed behind Terraform's back."),
				},
			},
			"sha256": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "SHA-256 of the zip file that `object` names, in base64. When it is given, code that differs " +
					"is drift.",
				Validators: []validator.String{
					matching(`^[A-Za-z0-9+/]{43}=$`, "want a SHA-256 in base64, as filebase64sha256() gives it"),
					stringvalidator.AlsoRequires(source.AtName("object")),
				},
			},
		},
	}
}

func functionOnAWS() schema.Attribute {
	return schema.SingleNestedAttribute{
		Optional: true,
		MarkdownDescription: "What the function has on AWS Lambda. Required (it says which cloud is meant); `{}` takes all " +
			"defaults. Changing the cloud replaces the resource.",
		Attributes: merged(functionRights(), functionShape(), functionObservation(), functionReleases()),
	}
}

// functionRights say what the function may do, and with which keys.
func functionRights() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"permissions": permissionsAttribute(),
		"permissions_boundary": optionalText("ARN of the policy that bounds the role, whatever `permissions` say.",
			arnValidator{service: "iam"}),
		"key": optionalText("ARN of the KMS key that encrypts environment, logs and dead-letter queue. Its policy must let "+
			"CloudWatch Logs use it. Default: a key with yearly rotation is made for the function.", arnValidator{service: "kms"}),
		"secret_keys": optionalTexts("ARNs of the KMS keys that encrypt `secrets`, when they are not AWS's own. Default: "+
			"any key of the account, but only to decrypt these secrets.", arnValidator{service: "kms"}),
		"code_signing": optionalText("ARN of the code signing configuration that code must meet.",
			arnValidator{service: "lambda"}),
	}
}

func permissionsAttribute() schema.Attribute {
	return schema.ListNestedAttribute{
		Optional: true,
		MarkdownDescription: "What the function may do besides what every function needs (its own log group, queue, key and " +
			"secrets). Wildcards over a whole service or all resources are refused.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"actions": requiredTexts("IAM actions, such as `dynamodb:PutItem`.",
				matching(`^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$`, "want an action as service:Action")),
			"resources": requiredTexts("ARNs of the resources."),
			"conditions": schema.MapAttribute{
				Optional:            true,
				ElementType:         types.MapType{ElemType: types.ListType{ElemType: types.StringType}},
				MarkdownDescription: "Conditions by operator, then key: `{ StringEquals = { \"aws:ResourceTag/team\" = [\"orders\"] } }`.",
			},
		}},
	}
}

// functionShape is what the function runs on and in.
func functionShape() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"architecture": textWithDefault(harden.DefaultArchitecture, "Processor: `arm64` (default) or `x86_64`.",
			stringvalidator.OneOf("arm64", "x86_64")),
		"ephemeral_storage": numberWithDefault(harden.DefaultStorage,
			fmt.Sprintf("Size of `/tmp` in MB, 512 to 10240. Default `%d`.", harden.DefaultStorage), int64validator.Between(512, 10240)),
		"layers": schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "ARNs of up to five layers, each with its version.",
			Validators: []validator.List{
				listvalidator.SizeBetween(1, 5),
				listvalidator.ValueStringsAre(matching(`:layer:[^:]+:[0-9]+$`, "want the ARN of a layer with its version")),
			},
		},
		"subnet_ids": optionalTexts("Ids of private subnets to run in. Needs `security_group_ids`. Default: none, and so no way "+
			"into any VPC.", matching(`^subnet-`, "want the id of a subnet")),
		"security_group_ids": optionalTexts("Ids of security groups with egress only to what is needed. Needs `subnet_ids`.",
			matching(`^sg-`, "want the id of a security group")),
		"file_system": schema.SingleNestedAttribute{
			Optional:            true,
			MarkdownDescription: "EFS access point to mount. Needs `subnet_ids`.",
			Validators:          []validator.Object{objectvalidator.AlsoRequires(path.MatchRoot("aws").AtName("subnet_ids"))},
			Attributes: map[string]schema.Attribute{
				"access_point": requiredText("ARN of the access point.", arnValidator{service: "elasticfilesystem"}),
				"path": requiredText("Where it is mounted, below `/mnt/`.",
					matching(`^/mnt/[A-Za-z0-9_.-]+$`, "want a path such as /mnt/data")),
			},
		},
	}
}

// functionObservation is what remains of executions: logs, traces, failed events.
func functionObservation() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"dead_letter": optionalText("ARN of the SQS queue or SNS topic for asynchronous events that fail. Default: a queue is "+
			"made for the function.", arnValidator{service: "sqs", others: []string{"sns"}}),
		"maximum_event_age": numberWithDefault(harden.DefaultEventAge,
			fmt.Sprintf("Seconds for which an asynchronous event is tried, 60 to 21600. Default `%d`.", harden.DefaultEventAge),
			int64validator.Between(60, 21600)),
		"maximum_retries": numberWithDefault(harden.DefaultEventRetries,
			fmt.Sprintf("How often a failed asynchronous event is tried again, 0 to 2. Default `%d`.", harden.DefaultEventRetries),
			int64validator.Between(0, 2)),
		"log_retention": numberWithDefault(harden.DefaultRetention,
			fmt.Sprintf("Days for which logs are kept. Accepted are CloudWatch Logs' values, such as 30, 90, 180, 365, 400, 731. "+
				"Default `%d`.", harden.DefaultRetention), int64validator.OneOf(retentions()...)),
		"log_level": textWithDefault(harden.DefaultLogLevel,
			"Least severe level that the application logs: `TRACE`, `DEBUG`, `INFO` (default), `WARN`, `ERROR` or `FATAL`.",
			stringvalidator.OneOf("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")),
		"tracing": flagWithDefault(true, "Whether executions are traced by X-Ray. Default `true`."),
	}
}

// retentions are those that CloudWatch Logs knows.
// Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
func retentions() []int64 {
	return []int64{
		1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
	}
}

// functionReleases are versions and the alias that points at one.
func functionReleases() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"alias": optionalText("Name of an alias that points at the newest published version. Default: none.",
			matching(`^[A-Za-z0-9_-]*[A-Za-z_-][A-Za-z0-9_-]*$`, "want letters, digits, - and _, not only digits"),
			stringvalidator.LengthAtMost(128)),
		"publish": flagWithDefault(false, "Whether a version is published at each change of code or settings. Implied by `alias`. "+
			"Default `false`."),
	}
}

func functionOutputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":              steady("ARN of the function, without version."),
		"arn":             steady("ARN of the function, without version."),
		"invoke_arn":      steady("URI by which API Gateway invokes the function."),
		"role_arn":        steady("ARN of the execution role."),
		"role_name":       steady("Name of the execution role."),
		"log_group_name":  steady("Name of the log group."),
		"log_group_arn":   steady("ARN of the log group."),
		"kms_key_arn":     output("ARN of the KMS key, given or made."),
		"dead_letter_arn": output("ARN of the queue or topic for failed asynchronous events, given or made."),
		"dead_letter_url": output("URL of the dead-letter queue that was made; null when one is given."),
		"version":         output("Newest published version; null when none is published."),
		"version_arn":     output("ARN of the newest published version; null when none is published."),
		"alias_arn":       output("ARN of the alias; null when there is none."),
		"code_sha256":     output("SHA-256 of the code that runs, in base64; of an image its digest."),
		"hardened":        hardenedAttribute("the function"),
		"unfinished":      unfinishedAttribute(),
	}
}

func functionIdentity() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"arn": identityschema.StringAttribute{RequiredForImport: true, Description: "ARN of the function, without version."},
	}}
}

// merged puts groups of attributes together.
func merged(groups ...map[string]schema.Attribute) map[string]schema.Attribute {
	all := map[string]schema.Attribute{}
	for _, group := range groups {
		for name, a := range group {
			all[name] = a
		}
	}
	return all
}
