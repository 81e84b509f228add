package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

func triggerSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "What runs a function, and under which conditions: exactly one kind of event (`http`, `queue`, " +
			"`stream`, `topic`, `bus`, `storage` or `schedule`). Its right to invoke the function is tied to its own source " +
			"and account; retries are bounded; events that fail are kept. What slsguard's rules find in the declaration is " +
			"an error when Terraform plans.",
		Attributes: merged(triggerInputs(), triggerKinds(), triggerOutputs()),
		Blocks: map[string]schema.Block{"timeouts": timeouts.Block(ctx, timeouts.Opts{
			Create: true, Read: true, Update: true, Delete: true,
			CreateDescription: "How long creating may take, such as `10m`. Default `20m`.",
			ReadDescription:   "How long reading may take. Default `5m`.",
			UpdateDescription: "How long an update may take. Default `20m`.",
			DeleteDescription: "How long deleting may take. Default `20m`.",
		})},
	}
}

func triggerInputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name": replacing(requiredText("Name of the trigger, and of what is made for it: 1 to 48 letters, digits, `-` and `_`.",
			matching(`^[A-Za-z0-9_-]{1,48}$`, "want 1 to 48 letters, digits, - and _"))),
		"function": replacing(requiredText("Id of the function (`slsguard_secure_function.x.id`), or the ARN of one of its aliases. "+
			"It says which cloud is meant.", arnValidator{service: "lambda"})),
		"filter": schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Patterns as JSON objects; an event runs the function when it fits one of them. Required for " +
				"`queue`, `stream`, `topic`, `bus` and `storage`: taking everything needs an exception. A pattern of a `bus` " +
				"names its `source`.",
			Validators: []validator.List{jsonObjects()},
		},
		"batch_size": optionalNumber("Most records that one execution gets, 1 to 10000; for `queue` and `stream`. Default `10` for "+
			"queues, `100` for streams.", int64validator.Between(1, 10000)),
		"enabled": flagWithDefault(true, "Whether events run the function. Default `true`."),
		"dead_letter": optionalText("ARN of the SQS queue for events that fail. Default: a queue is made for the trigger, where the "+
			"kind has one. Not for `queue`, whose own redrive policy decides.", arnValidator{service: "sqs"}),
		"key": optionalText("ARN of the KMS key that encrypts what is made for the trigger. Default: a key with yearly rotation is "+
			"made, where there is something to encrypt.", arnValidator{service: "kms"}),
		"tags":       tagsAttribute("what is made for the trigger"),
		"exceptions": exceptionsAttribute(),
	}
}

func triggerKinds() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"http": eventKind("REST API in front of the function, with an authorizer, a JSON schema for each route, throttling and "+
			"access logs.", httpAttributes()),
		"queue":  eventKind("Messages of an SQS queue.", queueAttributes()),
		"stream": eventKind("Records of a Kinesis stream, a DynamoDB stream or a Kafka topic.", streamAttributes()),
		"topic":  eventKind("Messages of an SNS topic.", topicAttributes()),
		"bus": eventKind("Events of an EventBridge bus.", map[string]schema.Attribute{
			"name": optionalText("Name or ARN of the bus. Default: the account's default bus."),
		}),
		"storage":  eventKind("Events of an S3 bucket, through EventBridge: the bucket's other notifications stay as they are.", storageAttributes()),
		"schedule": eventKind("The clock, through EventBridge Scheduler.", scheduleAttributes()),
	}
}

// eventKind is the attribute of one kind of event. Another kind is another trigger.
func eventKind(description string, attributes map[string]schema.Attribute) schema.Attribute {
	return schema.SingleNestedAttribute{
		Optional: true, Attributes: attributes,
		MarkdownDescription: description + " Changing the kind replaces the resource.",
		PlanModifiers: []planmodifier.Object{objectplanmodifier.RequiresReplaceIf(appearsOrVanishes,
			"replaced when the kind of event changes", "replaced when the kind of event changes")},
	}
}

func appearsOrVanishes(_ context.Context, req planmodifier.ObjectRequest, resp *objectplanmodifier.RequiresReplaceIfFuncResponse) {
	resp.RequiresReplace = req.StateValue.IsNull() != req.PlanValue.IsNull()
}

// sourceARN is where events come from; another source is another trigger.
func sourceARN(description, service string, others ...string) schema.StringAttribute {
	return replacing(requiredText(description, arnValidator{service, others}))
}

func queueAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"source": sourceARN("ARN of the queue.", "sqs"),
		"key": optionalText("ARN of the KMS key that encrypts the queue, which the function may then use to decrypt. Default: the "+
			"queue is encrypted by SQS's own key.", arnValidator{service: "kms"}),
		"maximum_concurrency": optionalNumber("Executions at once for this queue, 2 to 1000. Default: two less than a function's "+
			"default concurrency.", int64validator.Between(2, 1000)),
		"batching_window": batchingWindow(),
	}
}

func batchingWindow() schema.Attribute {
	return optionalNumber("Seconds to wait for a batch to fill, 0 to 300. Default `0`.", int64validator.Between(0, 300))
}

func streamAttributes() map[string]schema.Attribute {
	source := replacing(optionalText("ARN of the Kinesis stream, DynamoDB stream or MSK cluster. Left out with `brokers`.",
		arnValidator{"kinesis", []string{"dynamodb", "kafka"}},
		stringvalidator.ExactlyOneOf(path.MatchRoot("stream").AtName("source"), path.MatchRoot("stream").AtName("brokers"))))
	return merged(map[string]schema.Attribute{
		"source": source,
		"key": optionalText("ARN of the KMS key that encrypts a Kinesis stream, which the function may then use to decrypt. Default: "+
			"the stream is encrypted by the service's own key.", arnValidator{service: "kms"}),
		"starting_position": replacing(optionalText("Where a new trigger starts to read: `LATEST` (default) or `TRIM_HORIZON`.",
			stringvalidator.OneOf("LATEST", "TRIM_HORIZON"))),
		"maximum_retries": optionalNumber("How often a failed batch is tried again, 0 to 10000. Default `2`.",
			int64validator.Between(0, 10000)),
		"maximum_age": optionalNumber("Seconds after which a record is given up, 60 to 604800. Default `3600`.",
			int64validator.Between(60, 604800)),
		"parallelization": optionalNumber("Batches of one shard at once, 1 to 10. Default `1`.", int64validator.Between(1, 10)),
		"batching_window": batchingWindow(),
	}, kafkaAttributes())
}

func kafkaAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"brokers": replacingList(optionalTexts("Kafka that is not MSK: its brokers as `host:port`. Needs `credentials`.",
			matching(`^[^:\s]+:[0-9]+$`, "want host:port"))),
		"topic":          replacing(optionalText("Kafka: the topic.")),
		"consumer_group": replacing(optionalText("Kafka: the consumer group. Default: Lambda chooses one.")),
		"credentials": optionalText("Kafka: ARN of the Secrets Manager secret with user name and password (SASL/SCRAM-512).",
			arnValidator{service: "secretsmanager"}),
		"subnet_ids": optionalTexts("Ids of the subnets from which the brokers of a Kafka that is not MSK are reached.",
			matching(`^subnet-`, "want the id of a subnet")),
		"security_group_ids": optionalTexts("Ids of the security groups for that.", matching(`^sg-`, "want the id of a security group")),
	}
}

func topicAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"source": sourceARN("ARN of the topic.", "sns"),
		"filter_on": optionalText("What `filter` looks at: `MessageBody` (default) or `MessageAttributes`.",
			stringvalidator.OneOf("MessageBody", "MessageAttributes")),
	}
}

func storageAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"bucket": requiredText("Name of the bucket. It must send its events to EventBridge."),
		"events": optionalTexts("Kinds of events, as EventBridge's `detail-type`. Default `[\"Object Created\"]`."),
		"prefix": optionalText("What the objects' keys start with."),
		"suffix": optionalText("What the objects' keys end with."),
	}
}

func scheduleAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"expression": requiredText("When: `rate(5 minutes)`, `cron(0 8 * * ? *)` or `at(2027-01-01T08:00:00)`.",
			matching(`^(rate|cron|at)\(.+\)$`, "want rate(…), cron(…) or at(…)")),
		"time_zone": optionalText("IANA name of the time zone, such as `Europe/Berlin`. Default `UTC`."),
		"input":     optionalText("JSON that the function gets as its event. It is no place for secrets.", jsonValidator{}),
		"flexible_window": optionalNumber("Minutes by which an execution may be late, so that not all run at once, 0 (none) to 1440. "+
			"Default `5`.", int64validator.Between(0, 1440)),
	}
}

func triggerOutputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":              steady("ARN of the trigger's main object: event source mapping, subscription, rule, schedule or REST API."),
		"arn":             steady("The same."),
		"dead_letter_arn": output("ARN of the queue for events that fail, given or made; null where the kind has none."),
		"dead_letter_url": output("URL of the dead-letter queue that was made; null when none is."),
		"kms_key_arn":     output("ARN of the KMS key, given or made; null when nothing is encrypted with one."),
		"role_arn":        output("ARN of the role that a schedule runs as; null for other kinds."),
		"endpoint":        output("URL of an HTTP trigger; null for other kinds."),
		"rest_api_id":     output("Id of the REST API of an HTTP trigger; null for other kinds."),
		"log_group_name":  output("Name of the log group for the accesses of an HTTP trigger; null for other kinds."),
		"domain_target":   output("Name that the custom domain's DNS record must point at; null without one."),
		"hardened":        hardenedAttribute("the trigger"),
		"unfinished":      unfinishedAttribute(),
	}
}

func triggerIdentity() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"arn": identityschema.StringAttribute{RequiredForImport: true, Description: "ARN of the trigger's main object."},
	}}
}

func httpLogRetention() schema.Attribute {
	return optionalNumber(fmt.Sprintf("Days for which access logs are kept, one of CloudWatch Logs' values. Default `%d`.",
		harden.DefaultRetention), int64validator.OneOf(retentions()...))
}
