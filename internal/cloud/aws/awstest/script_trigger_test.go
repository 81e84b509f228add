package awstest

import (
	"strings"
	"testing"
)

func cutName(name string) (service, operation string, ok bool) { return strings.Cut(name, ".") }

func TestMappingCalls(t *testing.T) {
	s := newScript(t)
	s.image()
	var stream string
	s.Change(func(w *World) { stream = w.AddStream("orders") })
	made := s.ok("lambda.CreateEventSourceMapping", v{"FunctionName": "orders", "EventSourceArn": stream, "StartingPosition": "LATEST"})
	if n := len(s.ok("lambda.ListEventSourceMappings", v{"FunctionName": "orders"}).List("EventSourceMappings")); n != 1 {
		t.Errorf("%d mappings, want 1", n)
	}
	s.ok("lambda.UpdateEventSourceMapping", v{"UUID": made.Str("UUID"), "Enabled": false})
	s.want("lambda.GetEventSourceMapping", v{"UUID": made.Str("UUID")}, v{"State": "Disabled"})
	s.ok("lambda.CreateEventSourceMapping", v{
		"FunctionName": "orders", "Topics": []string{"orders"},
		"SelfManagedEventSource": v{"Endpoints": v{"KAFKA_BOOTSTRAP_SERVERS": []string{"kafka.example.com:9092"}}},
	})
	s.ok("lambda.DeleteEventSourceMapping", v{"UUID": made.Str("UUID")})
	s.fails("lambda.GetEventSourceMapping", v{"UUID": made.Str("UUID")}, "ResourceNotFoundException")
}

func TestChannelCalls(t *testing.T) {
	s := newScript(t)
	var topic string
	s.Change(func(w *World) {
		w.AddQueue("dead", nil)
		topic = w.AddTopic("orders")
		w.AddObject("uploads", "a", nil)
	})
	q := v{"QueueUrl": "https://sqs.eu-central-1.amazonaws.com/123456789012/orders"}
	dead := `{"deadLetterTargetArn":"arn:aws:sqs:eu-central-1:123456789012:%s","maxReceiveCount":5}`
	s.fails("sqs.CreateQueue", v{"QueueName": "orders", "Attributes": v{"RedrivePolicy": strings.Replace(dead, "%s", "none", 1)}}, "InvalidParameterValue")
	s.ok("sqs.CreateQueue", v{"QueueName": "orders", "Attributes": v{"RedrivePolicy": strings.Replace(dead, "%s", "dead", 1)}})
	s.fails("sqs.CreateQueue", v{"QueueName": "orders", "Attributes": v{"DelaySeconds": "5"}}, "QueueNameExists")
	s.fails("sqs.SetQueueAttributes", q.With(v{"Attributes": v{"QueueArn": "x"}}), "InvalidAttributeName")
	s.ok("sqs.TagQueue", q.With(v{"Tags": v{"a": "1", "b": "2"}}))
	s.ok("sqs.UntagQueue", q.With(v{"TagKeys": []string{"a"}}))
	s.want("sqs.ListQueueTags", q, v{"Tags": v{"b": "2"}})

	// S3 sends to a queue and to a topic whose policies let it.
	policy := `{"Statement":{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"*","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::uploads"}}}}`
	notify := v{"Bucket": "uploads", "NotificationConfiguration": v{
		"QueueConfigurations": []v{{"QueueArn": "arn:aws:sqs:eu-central-1:123456789012:orders", "Events": []string{"s3:ObjectCreated:*"}}},
		"TopicConfigurations": []v{{"TopicArn": topic, "Events": []string{"s3:ObjectRemoved:*"}}},
	}}
	s.fails("s3.PutBucketNotificationConfiguration", notify, "InvalidArgument")
	s.ok("sqs.SetQueueAttributes", q.With(v{"Attributes": v{"Policy": policy}}))
	s.ok("sns.SetTopicAttributes", v{"TopicArn": topic, "AttributeName": "Policy", "AttributeValue": policy})
	s.ok("s3.PutBucketNotificationConfiguration", notify)
	twice := notify.Clone()
	both := twice.Map("NotificationConfiguration")
	both["QueueConfigurations"] = append(both.List("QueueConfigurations"), both.List("QueueConfigurations")...)
	s.fails("s3.PutBucketNotificationConfiguration", twice, "InvalidArgument")
	s.want("s3.GetObjectAttributes", v{"Bucket": "uploads", "Key": "a", "ObjectAttributes": []string{"ObjectSize"}}, v{"ObjectSize": 0})

	s.ok("sns.Subscribe", v{"TopicArn": topic, "Protocol": "lambda", "Endpoint": "arn:aws:lambda:eu-central-1:123456789012:function:orders"})
	s.fails("sns.Subscribe", v{"TopicArn": topic, "Protocol": "pigeon"}, "InvalidParameterException")
	if n := len(s.ok("sns.ListSubscriptionsByTopic", v{"TopicArn": topic}).List("Subscriptions")); n != 1 {
		t.Errorf("%d subscriptions, want 1", n)
	}
	s.want("sns.ListTagsForResource", v{"ResourceArn": topic}, v{"Tags": []any{}})
}

func TestEventAndScheduleCalls(t *testing.T) {
	s := newScript(t)
	s.role()
	r := v{"Name": "orders"}
	arn := v{"ResourceARN": s.ok("events.PutRule", r.With(v{"ScheduleExpression": "rate(5 minutes)"})).Str("RuleArn")}
	s.want("events.DescribeEventBus", v{}, v{"Name": "default"})
	s.want("events.ListTargetsByRule", v{"Rule": "orders"}, v{"Targets": []any{}})
	s.fails("events.PutRule", r, "ValidationException")
	s.fails("events.PutRule", r.With(v{"ScheduleExpression": "often"}), "ValidationException")
	s.fails("events.PutRule", r.With(v{"EventPattern": `{"source":[]}`}), "InvalidEventPatternException")
	s.ok("events.DisableRule", r)
	s.want("events.DescribeRule", r, v{"State": "DISABLED", "EventBusName": "default"})
	s.ok("events.EnableRule", r)
	s.ok("events.TagResource", arn.With(v{"Tags": []v{{"Key": "a", "Value": "1"}}}))
	s.ok("events.UntagResource", arn.With(v{"TagKeys": []string{"a"}}))
	target := v{"Rule": "orders", "Targets": []v{{"Id": "1", "Arn": "arn:aws:lambda:eu-central-1:123456789012:function:orders", "DeadLetterConfig": v{"Arn": "arn:aws:sns:eu-central-1:123456789012:orders"}}}}
	s.fails("events.PutTargets", target, "ValidationException")
	s.fails("events.DescribeRule", v{"Name": "none"}, "ResourceNotFoundException")

	group := v{"Name": "slsguard"}
	s.ok("scheduler.CreateScheduleGroup", group)
	s.fails("scheduler.CreateScheduleGroup", group, "ConflictException")
	groupARN := v{"ResourceArn": s.ok("scheduler.GetScheduleGroup", group).Str("Arn")}
	s.ok("scheduler.TagResource", groupARN.With(v{"Tags": []v{{"Key": "a", "Value": "1"}}}))
	s.want("scheduler.ListTagsForResource", groupARN, v{"Tags": []v{{"Key": "a", "Value": "1"}}})
	s.ok("scheduler.UntagResource", groupARN.With(v{"TagKeys": []string{"a"}}))
	s.fails("scheduler.DeleteScheduleGroup", v{"Name": "default"}, "ValidationException")
	schedule := v{
		"Name": "orders", "ScheduleExpression": "cron(0 12 * * ? *)", "FlexibleTimeWindow": v{"Mode": "OFF"},
		"Target": v{"Arn": "arn:aws:lambda:eu-central-1:123456789012:function:orders", "RoleArn": testRole},
	}
	s.ok("scheduler.CreateSchedule", schedule)
	s.fails("scheduler.UpdateSchedule", schedule.With(v{"ScheduleExpression": "daily"}), "ValidationException")
	s.fails("scheduler.UpdateSchedule", schedule.With(v{"FlexibleTimeWindow": v{"Mode": "FLEXIBLE"}}), "ValidationException")
	s.ok("scheduler.UpdateSchedule", schedule.With(v{"State": "DISABLED"}))
	s.want("scheduler.GetSchedule", v{"Name": "orders"}, v{"State": "DISABLED"})
	s.ok("scheduler.DeleteSchedule", v{"Name": "orders"})
	s.fails("scheduler.GetSchedule", v{"Name": "orders"}, "ResourceNotFoundException")
}

// apiScript makes an API with a resource and a method, and gives what names the method.
func apiScript(s script) v {
	s.t.Helper()
	api := s.ok("apigateway.CreateRestApi", v{"name": "orders"})
	id := v{"restApiId": api.Str("id")}
	r := s.ok("apigateway.CreateResource", id.With(v{"parentId": api.Str("rootResourceId"), "pathPart": "orders"}))
	m := id.With(v{"resourceId": r.Str("id"), "httpMethod": "GET"})
	s.ok("apigateway.PutMethod", m.With(v{"authorizationType": "AWS_IAM"}))
	return m
}

func TestMethodCalls(t *testing.T) {
	s := newScript(t)
	m := apiScript(s)
	s.fails("apigateway.PutMethod", m.With(v{"authorizationType": "AWS_IAM"}), "ConflictException")
	s.fails("apigateway.GetIntegration", m, "NotFoundException")
	s.fails("apigateway.CreateDeployment", v{"restApiId": m.Str("restApiId")}, "BadRequestException")
	s.fails("apigateway.PutIntegration", m.With(v{"type": "AWS_PROXY", "uri": "arn:x:lambda:path/y", "integrationHttpMethod": "GET"}), "BadRequestException")
	s.ok("apigateway.PutIntegration", m.With(v{"type": "MOCK"}))
	s.want("apigateway.UpdateIntegration", m.With(replace("/timeoutInMillis", "1000")), v{"timeoutInMillis": 1000})
	code := m.With(v{"statusCode": "200"})
	s.fails("apigateway.PutIntegrationResponse", code, "NotFoundException")
	s.ok("apigateway.PutMethodResponse", code.With(v{"responseModels": v{"application/json": "Empty"}}))
	s.fails("apigateway.PutMethodResponse", code, "ConflictException")
	s.ok("apigateway.PutIntegrationResponse", code.With(v{"responseTemplates": v{"application/json": "{}"}}))
	s.want("apigateway.GetMethodResponse", code, v{"statusCode": "200"})
	s.want("apigateway.GetIntegrationResponse", code, v{"statusCode": "200"})
	s.ok("apigateway.DeleteIntegrationResponse", code)
	s.ok("apigateway.DeleteMethodResponse", code)
	s.fails("apigateway.DeleteMethodResponse", code, "NotFoundException")
	s.ok("apigateway.DeleteIntegration", m)
	s.ok("apigateway.DeleteMethod", m)
	s.fails("apigateway.GetMethod", m, "NotFoundException")
}

func replace(path, value string) v {
	return v{"patchOperations": []v{{"op": "replace", "path": path, "value": value}}}
}

func TestAPIParts(t *testing.T) {
	s := newScript(t)
	m := apiScript(s)
	s.ok("apigateway.PutIntegration", m.With(v{"type": "MOCK"}))
	id := v{"restApiId": m.Str("restApiId")}
	s.ok("apigateway.CreateDeployment", id.With(v{"stageName": "live"}))
	s.want("apigateway.GetStage", id.With(v{"stageName": "live"}), v{"tracingEnabled": false})
	if n := len(s.ok("apigateway.GetStages", id).List("item")); n != 1 {
		t.Errorf("%d stages, want 1", n)
	}
	model := id.With(v{"modelName": "order"})
	s.fails("apigateway.CreateModel", id.With(v{"name": "an-order", "contentType": "application/json", "schema": "{}"}), "BadRequestException")
	s.ok("apigateway.CreateModel", id.With(v{"name": "order", "contentType": "application/json", "schema": "{}"}))
	s.fails("apigateway.UpdateModel", model.With(replace("/schema", "[")), "BadRequestException")
	s.want("apigateway.UpdateModel", model.With(replace("/schema", `{"type":"object"}`)), v{"schema": `{"type":"object"}`})
	if n := len(s.ok("apigateway.GetModels", id).List("items")); n != 3 {
		t.Errorf("%d models, want Empty, Error and order", n)
	}
	s.ok("apigateway.DeleteModel", model)
	response := id.With(v{"responseType": "DEFAULT_4XX"})
	s.want("apigateway.GetGatewayResponse", response, v{"defaultResponse": true})
	s.ok("apigateway.PutGatewayResponse", response.With(v{"statusCode": "400"}))
	s.want("apigateway.GetGatewayResponse", response, v{"defaultResponse": false})
	s.ok("apigateway.DeleteGatewayResponse", response)
	s.fails("apigateway.DeleteGatewayResponse", response, "NotFoundException")
	s.want("apigateway.GetResource", id.With(v{"resourceId": m.Str("resourceId"), "embed": []string{"methods"}}), v{"path": "/orders"})
	s.ok("apigateway.DeleteResource", id.With(v{"resourceId": m.Str("resourceId")}))
	if n := len(s.ok("apigateway.GetResources", id).List("items")); n != 1 {
		t.Errorf("%d resources, want the root", n)
	}
	if n := len(s.ok("apigateway.GetRestApis", v{}).List("items")); n != 1 {
		t.Errorf("%d APIs, want 1", n)
	}
}

func TestAPIPatches(t *testing.T) {
	s := newScript(t)
	id := v{"restApiId": s.ok("apigateway.CreateRestApi", v{"name": "orders"}).Str("id")}
	s.want("apigateway.UpdateRestApi", id.With(replace("/endpointConfiguration/types/EDGE", "REGIONAL")), v{"endpointConfiguration": v{"types": []string{"REGIONAL"}}})
	add := v{"patchOperations": []v{{"op": "add", "path": "/binaryMediaTypes/image~1png"}}}
	s.want("apigateway.UpdateRestApi", id.With(add), v{"binaryMediaTypes": []string{"image/png"}})
	remove := v{"patchOperations": []v{{"op": "remove", "path": "/binaryMediaTypes/image~1png"}}}
	s.want("apigateway.UpdateRestApi", id.With(remove), v{"binaryMediaTypes": []any{}})
	s.fails("apigateway.UpdateRestApi", id.With(replace("/minimumCompressionSize", "small")), "BadRequestException")
	s.fails("apigateway.UpdateRestApi", id.With(replace("/colour", "red")), "BadRequestException")
	s.fails("apigateway.UpdateRestApi", id.With(replace("/policy", "{")), "BadRequestException")
	s.fails("apigateway.UpdateRestApi", id.With(v{"patchOperations": []v{{"op": "test", "path": "/name"}}}), "BadRequestException")
	arn := v{"resourceArn": "arn:aws:apigateway:eu-central-1::/restapis/" + id.Str("restApiId")}
	s.ok("apigateway.TagResource", arn.With(v{"tags": v{"a": "1", "b": "2"}}))
	s.ok("apigateway.UntagResource", arn.With(v{"tagKeys": []string{"a"}}))
	s.want("apigateway.GetTags", arn, v{"tags": v{"b": "2"}})
	s.fails("apigateway.GetTags", v{"resourceArn": arn.Str("resourceArn") + "/stages/live"}, "NotFoundException")
	s.fails("apigateway.UpdateAccount", replace("/cloudwatchRoleArn", testRole), "BadRequestException")
}

func TestDomainCalls(t *testing.T) {
	s := newScript(t)
	m := apiScript(s)
	id := v{"restApiId": m.Str("restApiId")}
	d := v{"domainName": "api.example.com"}
	s.fails("apigateway.CreateDomainName", d.With(v{"endpointConfiguration": v{"types": []string{"REGIONAL"}}}), "BadRequestException")
	s.ok("apigateway.CreateDomainName", d)
	s.fails("apigateway.CreateDomainName", d, "BadRequestException")
	s.want("apigateway.UpdateDomainName", d.With(replace("/securityPolicy", "TLS_1_2")), v{"securityPolicy": "TLS_1_2"})
	path := d.With(v{"basePath": "v1"})
	s.fails("apigateway.CreateBasePathMapping", path.With(id).With(v{"stage": "none"}), "BadRequestException")
	s.ok("apigateway.CreateBasePathMapping", path.With(id))
	s.fails("apigateway.CreateBasePathMapping", path.With(id), "ConflictException")
	s.want("apigateway.GetBasePathMapping", path, id)
	s.ok("apigateway.UpdateBasePathMapping", path.With(replace("/stage", "live")))
	if n := len(s.ok("apigateway.GetBasePathMappings", d).List("items")); n != 1 {
		t.Errorf("%d mappings, want 1", n)
	}
	s.fails("apigateway.DeleteRestApi", id, "BadRequestException")
	s.ok("apigateway.DeleteBasePathMapping", path)
	s.ok("apigateway.DeleteDomainName", d)
	s.fails("apigateway.GetDomainName", d, "NotFoundException")
	s.ok("wafv2.DisassociateWebACL", v{"ResourceArn": "arn:aws:apigateway:eu-central-1::/restapis/a/stages/live"})
	s.want("wafv2.GetWebACLForResource", v{"ResourceArn": "arn:aws:apigateway:eu-central-1::/restapis/a/stages/live"}, v{})
	s.fails("dynamodb.DescribeTable", v{"TableName": "none"}, "ResourceNotFoundException")
	s.fails("secretsmanager.DescribeSecret", v{"SecretId": "none"}, "ResourceNotFoundException")
	s.fails("kinesis.DescribeStreamSummary", v{"StreamName": "none"}, "ResourceNotFoundException")
}

func TestUsagePlanCalls(t *testing.T) {
	s := newScript(t)
	m := apiScript(s)
	s.ok("apigateway.PutIntegration", m.With(v{"type": "MOCK"}))
	s.ok("apigateway.CreateDeployment", v{"restApiId": m.Str("restApiId"), "stageName": "live"})
	var key string
	s.Change(func(w *World) { key = w.AddAPIKey("partner") })
	stage := v{"apiId": m.Str("restApiId"), "stage": "live"}
	s.fails("apigateway.CreateUsagePlan", v{"name": "orders", "apiStages": []v{stage.With(v{"stage": "none"})}}, "NotFoundException")
	p := v{"usagePlanId": s.ok("apigateway.CreateUsagePlan", v{"name": "orders", "apiStages": []v{stage}}).Str("id")}
	s.want("apigateway.UpdateUsagePlan", p.With(replace("/throttle/burstLimit", "5")), v{"throttle": v{"burstLimit": 5}})
	tied := p.With(v{"keyId": key})
	s.fails("apigateway.CreateUsagePlanKey", p.With(v{"keyId": "none", "keyType": "API_KEY"}), "NotFoundException")
	s.ok("apigateway.CreateUsagePlanKey", tied.With(v{"keyType": "API_KEY"}))
	s.fails("apigateway.CreateUsagePlanKey", tied.With(v{"keyType": "API_KEY"}), "ConflictException")
	s.want("apigateway.GetUsagePlanKey", tied, v{"name": "partner"})
	s.want("apigateway.GetApiKey", v{"apiKey": key}, v{"name": "partner"})
	if n := len(s.ok("apigateway.GetUsagePlans", v{"keyId": key}).List("items")); n != 1 {
		t.Errorf("%d plans, want 1", n)
	}
	s.fails("apigateway.DeleteUsagePlan", p, "BadRequestException")
	s.ok("apigateway.DeleteUsagePlanKey", tied)
	s.fails("apigateway.DeleteUsagePlanKey", tied, "NotFoundException")
	s.want("apigateway.GetUsagePlanKeys", p, v{"items": []any{}})
	remove := func(value string) v {
		return p.With(v{"patchOperations": []v{{"op": "remove", "path": "/apiStages", "value": value}}})
	}
	s.fails("apigateway.UpdateUsagePlan", remove("none:live"), "BadRequestException")
	s.want("apigateway.UpdateUsagePlan", remove(m.Str("restApiId")+":live"), v{"apiStages": []any{}})
	s.ok("apigateway.DeleteUsagePlan", p)
	s.fails("apigateway.GetUsagePlan", p, "NotFoundException")
}

// TestPages: a list that has more than a page is told as such, and its token gives the rest.
func TestPages(t *testing.T) {
	s := newScript(t)
	s.Change(func(w *World) { w.PageSize = 1 })
	for _, name := range []string{"a", "b"} {
		s.ok("logs.CreateLogGroup", v{"logGroupName": name})
		s.ok("events.PutRule", v{"Name": name, "ScheduleExpression": "rate(1 hour)"})
		s.ok("apigateway.CreateRestApi", v{"name": name})
		s.ok("kms.CreateKey", v{})
	}
	s.role()
	s.ok("iam.PutRolePolicy", v{"RoleName": "orders", "PolicyName": "more", "PolicyDocument": testAllow})
	tests := []struct {
		operation, list, token, next string
		in                           v
	}{
		{"logs.DescribeLogGroups", "logGroups", "nextToken", "nextToken", v{}},
		{"events.ListRules", "Rules", "NextToken", "NextToken", v{}},
		{"apigateway.GetRestApis", "items", "position", "position", v{}},
		{"kms.ListKeys", "Keys", "Marker", "NextMarker", v{}},
		{"iam.ListRolePolicies", "PolicyNames", "Marker", "Marker", v{"RoleName": "orders"}},
	}
	for _, tt := range tests {
		first := s.ok(tt.operation, tt.in)
		rest := s.ok(tt.operation, tt.in.With(v{tt.token: first.Str(tt.next)}))
		if len(first.List(tt.list)) != 1 || len(rest.List(tt.list)) != 1 || rest.Has(tt.next) {
			t.Errorf("%s: %v, then %v", tt.operation, first, rest)
		}
	}
	s.fails("kms.ListKeys", v{"Marker": "x"}, "InvalidMarkerException")
}
