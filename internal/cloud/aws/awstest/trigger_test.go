package awstest_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	eventtypes "github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	lambdatypes "github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	schedulertypes "github.com/aws/aws-sdk-go-v2/service/scheduler/types"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	sqstypes "github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
)

const functionARN = "arn:aws:lambda:eu-central-1:123456789012:function:orders"

func queueMapping(queue string) *lambda.CreateEventSourceMappingInput {
	return &lambda.CreateEventSourceMappingInput{
		FunctionName: aws.String("orders"), EventSourceArn: aws.String(queue),
		FilterCriteria:        &lambdatypes.FilterCriteria{Filters: []lambdatypes.Filter{{Pattern: aws.String(`{"body":{"type":["order"]}}`)}}},
		FunctionResponseTypes: []lambdatypes.FunctionResponseType{"ReportBatchItemFailures"},
		ScalingConfig:         &lambdatypes.ScalingConfig{MaximumConcurrency: aws.Int32(5)},
		Tags:                  map[string]string{"app": "orders"},
	}
}

func TestQueueMapping(t *testing.T) {
	a := open(t, awstest.Options{Delays: awstest.Delays{MappingReads: 1}})
	var queue string
	a.Change(func(w *awstest.World) { queue = w.AddQueue("orders", nil) })
	a.role()
	a.function()
	a.MarkFixtures()
	ctx := t.Context()

	_, err := a.lambda.CreateEventSourceMapping(ctx, queueMapping(queue))
	wantError(t, err, "InvalidParameterValueException", "does not have permissions to call ReceiveMessage on SQS")
	a.permit("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
	a.MarkFixtures()
	made := must[*lambda.CreateEventSourceMappingOutput](t)(a.lambda.CreateEventSourceMapping(ctx, queueMapping(queue)))
	_, err = a.lambda.CreateEventSourceMapping(ctx, queueMapping(queue))
	wantError(t, err, "ResourceConflictException", aws.ToString(made.UUID))

	get := &lambda.GetEventSourceMappingInput{UUID: made.UUID}
	state := func() string {
		m, err := a.lambda.GetEventSourceMapping(ctx, get)
		if err != nil {
			return "gone"
		}
		return aws.ToString(m.State)
	}
	remove := &lambda.DeleteEventSourceMappingInput{UUID: made.UUID}
	got := []string{state()}
	must[*lambda.UpdateEventSourceMappingOutput](t)(a.lambda.UpdateEventSourceMapping(ctx, &lambda.UpdateEventSourceMappingInput{UUID: made.UUID, BatchSize: aws.Int32(5)}))
	_, err = a.lambda.DeleteEventSourceMapping(ctx, remove)
	wantError(t, err, "ResourceInUseException", "in use")
	got = append(got, state())
	must[*lambda.DeleteEventSourceMappingOutput](t)(a.lambda.DeleteEventSourceMapping(ctx, remove))
	got = append(got, state(), state())
	if d := cmp.Diff([]string{"Creating", "Enabled", "Deleting", "gone"}, got); d != "" {
		t.Errorf("states differ (-want +got):\n%s", d)
	}
	a.wantLeft()
}

func TestRefusedMappings(t *testing.T) {
	a := open(t, awstest.Options{})
	var queue, slow, stream, table string
	a.Change(func(w *awstest.World) {
		queue, slow = w.AddQueue("orders", nil), w.AddQueue("slow", map[string]string{"VisibilityTimeout": "1"})
		stream, table = w.AddStream("orders"), w.AddTable("orders")
	})
	a.role("sqs:*")
	a.function()
	tests := []struct {
		name, source, text string
		spoil              func(*lambda.CreateEventSourceMappingInput)
	}{
		{"no queue", "arn:aws:sqs:eu-central-1:123456789012:none", "NonExistentQueue", nil},
		{"short visibility", slow, "Queue visibility timeout: 1 seconds is less than Function timeout: 3 seconds", nil},
		{"filter", queue, "Invalid filter pattern", func(in *lambda.CreateEventSourceMappingInput) { in.FilterCriteria.Filters[0].Pattern = aws.String("[") }},
		{"setting of streams", queue, "Unsupported BisectBatchOnFunctionError", func(in *lambda.CreateEventSourceMappingInput) { in.BisectBatchOnFunctionError = aws.Bool(true) }},
		{"large batch at once", queue, "batch window", func(in *lambda.CreateEventSourceMappingInput) { in.BatchSize = aws.Int32(100) }},
		{"stream without position", stream, "startingPosition", func(in *lambda.CreateEventSourceMappingInput) { in.ScalingConfig = nil }},
		{"stream without permission", table, "Cannot access stream", func(in *lambda.CreateEventSourceMappingInput) {
			in.ScalingConfig, in.StartingPosition = nil, "LATEST"
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := queueMapping(tt.source)
			if tt.spoil != nil {
				tt.spoil(in)
			}
			_, err := a.lambda.CreateEventSourceMapping(t.Context(), in)
			wantError(t, err, "InvalidParameterValueException", tt.text)
		})
	}
}

func TestStreamMapping(t *testing.T) {
	a := open(t, awstest.Options{})
	var stream, dead string
	a.Change(func(w *awstest.World) { stream, dead = w.AddTable("orders"), w.AddQueue("orders-dead", nil) })
	a.role("dynamodb:*", "sqs:SendMessage")
	a.function()
	made := must[*lambda.CreateEventSourceMappingOutput](t)(a.lambda.CreateEventSourceMapping(t.Context(), &lambda.CreateEventSourceMappingInput{
		FunctionName: aws.String("orders"), EventSourceArn: aws.String(stream), StartingPosition: "LATEST",
		BisectBatchOnFunctionError: aws.Bool(true), MaximumRetryAttempts: aws.Int32(3), MaximumRecordAgeInSeconds: aws.Int32(3600),
		DestinationConfig: &lambdatypes.DestinationConfig{OnFailure: &lambdatypes.OnFailure{Destination: aws.String(dead)}},
	}))
	if aws.ToInt32(made.ParallelizationFactor) != 1 || aws.ToString(made.State) != "Creating" {
		t.Errorf("parallelization %v, state %v", made.ParallelizationFactor, aws.ToString(made.State))
	}
	tags := must[*lambda.ListTagsOutput](t)(a.lambda.ListTags(t.Context(), &lambda.ListTagsInput{Resource: made.EventSourceMappingArn}))
	if len(tags.Tags) != 0 {
		t.Errorf("tags %v", tags.Tags)
	}
}

func TestTopic(t *testing.T) {
	a := open(t, awstest.Options{})
	client := sns.NewFromConfig(a.config)
	var topic, dead string
	a.Change(func(w *awstest.World) { topic, dead = w.AddTopic("orders"), w.AddQueue("orders-dead", nil) })
	a.MarkFixtures()
	ctx := t.Context()
	in := &sns.SubscribeInput{
		TopicArn: aws.String(topic), Protocol: aws.String("lambda"), Endpoint: aws.String(functionARN), ReturnSubscriptionArn: true,
		Attributes: map[string]string{"FilterPolicy": `{"type":["order"]}`, "RedrivePolicy": `{"deadLetterTargetArn":"` + dead + `"}`},
	}
	first := must[*sns.SubscribeOutput](t)(client.Subscribe(ctx, in))
	again := must[*sns.SubscribeOutput](t)(client.Subscribe(ctx, in))
	if aws.ToString(first.SubscriptionArn) != aws.ToString(again.SubscriptionArn) {
		t.Errorf("subscribed twice: %s, %s", aws.ToString(first.SubscriptionArn), aws.ToString(again.SubscriptionArn))
	}
	_, err := client.SetSubscriptionAttributes(ctx, &sns.SetSubscriptionAttributesInput{
		SubscriptionArn: first.SubscriptionArn, AttributeName: aws.String("FilterPolicy"), AttributeValue: aws.String("no JSON"),
	})
	wantError(t, err, "InvalidParameter", "failed to parse JSON")
	got := must[*sns.GetSubscriptionAttributesOutput](t)(client.GetSubscriptionAttributes(ctx, &sns.GetSubscriptionAttributesInput{SubscriptionArn: first.SubscriptionArn}))
	if got.Attributes["FilterPolicy"] != `{"type":["order"]}` || got.Attributes["Endpoint"] != functionARN {
		t.Errorf("attributes %v", got.Attributes)
	}
	a.wantLeft("+ sns subscription arn:aws:sns:eu-central-1:123456789012:orders:<subscription>")
	must[*sns.UnsubscribeOutput](t)(client.Unsubscribe(ctx, &sns.UnsubscribeInput{SubscriptionArn: first.SubscriptionArn}))
	_, err = client.GetTopicAttributes(ctx, &sns.GetTopicAttributesInput{TopicArn: aws.String(topic + "x")})
	wantError(t, err, "NotFound", "Topic does not exist")
	a.wantLeft()
}

func TestBus(t *testing.T) {
	a := open(t, awstest.Options{})
	ctx, name := t.Context(), aws.String("orders")
	put := &eventbridge.PutRuleInput{Name: name, EventPattern: aws.String(`{"source":["aws.s3"]}`), Tags: []eventtypes.Tag{{Key: aws.String("a"), Value: aws.String("b")}}}
	rule := must[*eventbridge.PutRuleOutput](t)(a.events.PutRule(ctx, put))
	must[*eventbridge.PutTargetsOutput](t)(a.events.PutTargets(ctx, &eventbridge.PutTargetsInput{Rule: name, Targets: []eventtypes.Target{{
		Id: aws.String("function"), Arn: aws.String(functionARN), DeadLetterConfig: &eventtypes.DeadLetterConfig{Arn: aws.String(queueARN)},
		RetryPolicy: &eventtypes.RetryPolicy{MaximumEventAgeInSeconds: aws.Int32(3600), MaximumRetryAttempts: aws.Int32(2)},
	}}}))
	tags := must[*eventbridge.ListTagsForResourceOutput](t)(a.events.ListTagsForResource(ctx, &eventbridge.ListTagsForResourceInput{ResourceARN: rule.RuleArn}))
	targets := must[*eventbridge.ListTargetsByRuleOutput](t)(a.events.ListTargetsByRule(ctx, &eventbridge.ListTargetsByRuleInput{Rule: name}))
	if len(tags.Tags) != 1 || len(targets.Targets) != 1 {
		t.Errorf("tags %v, targets %v", tags.Tags, targets.Targets)
	}
	_, err := a.events.DeleteRule(ctx, &eventbridge.DeleteRuleInput{Name: name})
	wantError(t, err, "ValidationException", "has targets")
	removed := must[*eventbridge.RemoveTargetsOutput](t)(a.events.RemoveTargets(ctx, &eventbridge.RemoveTargetsInput{Rule: name, Ids: []string{"function", "none"}}))
	if removed.FailedEntryCount != 1 {
		t.Errorf("%d failed entries, want 1", removed.FailedEntryCount)
	}
	must[*eventbridge.DeleteRuleOutput](t)(a.events.DeleteRule(ctx, &eventbridge.DeleteRuleInput{Name: name}))
	put.EventPattern = aws.String(`{"source":"aws.s3"}`)
	_, err = a.events.PutRule(ctx, put)
	wantError(t, err, "InvalidEventPatternException", "source")
	put.EventPattern, put.EventBusName = aws.String(`{"source":["a"]}`), aws.String("none")
	_, err = a.events.PutRule(ctx, put)
	wantError(t, err, "ResourceNotFoundException", "Event bus none does not exist")
	a.wantLeft()
}

func TestSchedule(t *testing.T) {
	a := open(t, awstest.Options{})
	client := scheduler.NewFromConfig(a.config)
	a.role()
	ctx := t.Context()
	in := &scheduler.CreateScheduleInput{
		Name: aws.String("orders"), GroupName: aws.String("slsguard"), ScheduleExpression: aws.String("rate(5 minutes)"),
		FlexibleTimeWindow: &schedulertypes.FlexibleTimeWindow{Mode: "FLEXIBLE", MaximumWindowInMinutes: aws.Int32(5)},
		Target: &schedulertypes.Target{
			Arn: aws.String(functionARN), RoleArn: aws.String(roleARN),
			RetryPolicy: &schedulertypes.RetryPolicy{MaximumEventAgeInSeconds: aws.Int32(3600), MaximumRetryAttempts: aws.Int32(2)},
		},
	}
	_, err := client.CreateSchedule(ctx, in)
	wantError(t, err, "ResourceNotFoundException", "group slsguard does not exist")
	must[*scheduler.CreateScheduleGroupOutput](t)(client.CreateScheduleGroup(ctx, &scheduler.CreateScheduleGroupInput{Name: aws.String("slsguard")}))
	_, err = client.CreateSchedule(ctx, in)
	wantError(t, err, "ValidationException", "must allow AWS EventBridge Scheduler to assume the role")
	must[*iam.UpdateAssumeRolePolicyOutput](t)(a.iam.UpdateAssumeRolePolicy(ctx, &iam.UpdateAssumeRolePolicyInput{
		RoleName: aws.String("orders"), PolicyDocument: aws.String(strings.Replace(lambdaTrust, "lambda", "scheduler", 1)),
	}))
	must[*scheduler.CreateScheduleOutput](t)(client.CreateSchedule(ctx, in))
	_, err = client.CreateSchedule(ctx, in)
	wantError(t, err, "ConflictException", "already exists")
	got := must[*scheduler.GetScheduleOutput](t)(client.GetSchedule(ctx, &scheduler.GetScheduleInput{Name: in.Name, GroupName: in.GroupName}))
	if got.State != "ENABLED" || aws.ToString(got.ScheduleExpressionTimezone) != "UTC" || aws.ToInt32(got.Target.RetryPolicy.MaximumRetryAttempts) != 2 {
		t.Errorf("schedule %+v", got)
	}
	must[*scheduler.DeleteScheduleGroupOutput](t)(client.DeleteScheduleGroup(ctx, &scheduler.DeleteScheduleGroupInput{Name: in.GroupName}))
	a.wantLeft("+ iam role orders")
}

func TestBucketNotification(t *testing.T) {
	a := open(t, awstest.Options{})
	client := s3.NewFromConfig(a.config)
	var version string
	a.Change(func(w *awstest.World) { version = w.AddObject("uploads", "code/orders.zip", []byte("zip")) })
	a.role()
	a.function()
	a.MarkFixtures()
	ctx, bucket := t.Context(), aws.String("uploads")
	put := &s3.PutBucketNotificationConfigurationInput{Bucket: bucket, NotificationConfiguration: &s3types.NotificationConfiguration{
		EventBridgeConfiguration: &s3types.EventBridgeConfiguration{},
		LambdaFunctionConfigurations: []s3types.LambdaFunctionConfiguration{{
			Id: aws.String("own"), LambdaFunctionArn: aws.String(functionARN), Events: []s3types.Event{"s3:ObjectCreated:*"},
			Filter: &s3types.NotificationConfigurationFilter{Key: &s3types.S3KeyFilter{FilterRules: []s3types.FilterRule{{Name: "prefix", Value: aws.String("in/")}}}},
		}},
	}}
	_, err := client.PutBucketNotificationConfiguration(ctx, put)
	wantError(t, err, "InvalidArgument", "Unable to validate the following destination configurations")
	must[*lambda.AddPermissionOutput](t)(a.lambda.AddPermission(ctx, &lambda.AddPermissionInput{
		FunctionName: aws.String("orders"), StatementId: aws.String("s3"), Action: aws.String("lambda:InvokeFunction"),
		Principal: aws.String("s3.amazonaws.com"), SourceArn: aws.String("arn:aws:s3:::uploads"),
	}))
	must[*s3.PutBucketNotificationConfigurationOutput](t)(client.PutBucketNotificationConfiguration(ctx, put))
	got := must[*s3.GetBucketNotificationConfigurationOutput](t)(client.GetBucketNotificationConfiguration(ctx, &s3.GetBucketNotificationConfigurationInput{Bucket: bucket}))
	if got.EventBridgeConfiguration == nil || len(got.LambdaFunctionConfigurations) != 1 ||
		aws.ToString(got.LambdaFunctionConfigurations[0].Filter.Key.FilterRules[0].Value) != "in/" {
		t.Errorf("notification %+v", got)
	}
	head := must[*s3.HeadObjectOutput](t)(client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: bucket, Key: aws.String("code/orders.zip")}))
	where := must[*s3.GetBucketLocationOutput](t)(client.GetBucketLocation(ctx, &s3.GetBucketLocationInput{Bucket: bucket}))
	if aws.ToString(head.VersionId) != version || where.LocationConstraint != "eu-central-1" {
		t.Errorf("version %v, location %v", aws.ToString(head.VersionId), where.LocationConstraint)
	}
	_, err = client.HeadBucket(ctx, &s3.HeadBucketInput{Bucket: aws.String("none")})
	wantError(t, err, "NotFound", "")
}

func TestSourcesOfData(t *testing.T) {
	a := open(t, awstest.Options{})
	var secret, stream string
	a.Change(func(w *awstest.World) {
		secret, stream = w.AddSecret("db", ""), w.AddTable("orders")
		w.AddStream("orders")
		w.AddParameter("/orders/db", "alias/orders")
	})
	ctx := t.Context()
	s := must[*secretsmanager.DescribeSecretOutput](t)(secretsmanager.NewFromConfig(a.config).DescribeSecret(ctx, &secretsmanager.DescribeSecretInput{SecretId: aws.String("db")}))
	table := must[*dynamodb.DescribeTableOutput](t)(dynamodb.NewFromConfig(a.config).DescribeTable(ctx, &dynamodb.DescribeTableInput{TableName: aws.String("orders")}))
	who := must[*sts.GetCallerIdentityOutput](t)(sts.NewFromConfig(a.config).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}))
	got := []string{aws.ToString(s.ARN), aws.ToString(table.Table.LatestStreamArn), aws.ToString(who.Account)}
	if d := cmp.Diff([]string{secret, stream, "123456789012"}, got); d != "" {
		t.Error(d)
	}
	status, body := a.post("kinesis", "Kinesis_20131202.DescribeStreamSummary", `{"StreamName":"orders"}`)
	if status != 200 || !strings.Contains(body, "stream/orders") {
		t.Errorf("kinesis: %d %s", status, body)
	}
	status, body = a.post("ssm", "AmazonSSM.DescribeParameters", `{"ParameterFilters":[{"Key":"Name","Values":["/orders/db"]}]}`)
	if status != 200 || !strings.Contains(body, "alias/orders") {
		t.Errorf("ssm: %d %s", status, body)
	}
}

func TestQueueAttributes(t *testing.T) {
	a := open(t, awstest.Options{})
	ctx, url := t.Context(), aws.String(queueURL)
	_, err := a.sqs.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: aws.String("orders-dead")})
	wantError(t, err, "AWS.SimpleQueueService.NonExistentQueue", "")
	must[*sqs.CreateQueueOutput](t)(a.sqs.CreateQueue(ctx, &sqs.CreateQueueInput{QueueName: aws.String("orders-dead"), Tags: map[string]string{"a": "b"}}))
	for key, value := range map[string]string{"Policy": `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*"}]}`, "VisibilityTimeout": "43201"} {
		_, err = a.sqs.SetQueueAttributes(ctx, &sqs.SetQueueAttributesInput{QueueUrl: url, Attributes: map[string]string{key: value}})
		wantError(t, err, "InvalidAttributeValue", key)
	}
	must[*sqs.SetQueueAttributesOutput](t)(a.sqs.SetQueueAttributes(ctx, &sqs.SetQueueAttributesInput{QueueUrl: url, Attributes: map[string]string{"KmsMasterKeyId": "alias/orders"}}))
	got := must[*sqs.GetQueueAttributesOutput](t)(a.sqs.GetQueueAttributes(ctx, &sqs.GetQueueAttributesInput{QueueUrl: url, AttributeNames: []sqstypes.QueueAttributeName{"All"}}))
	if got.Attributes["SqsManagedSseEnabled"] != "false" || got.Attributes["QueueArn"] != queueARN {
		t.Errorf("attributes %v", got.Attributes)
	}
}
