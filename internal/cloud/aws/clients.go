package aws

import (
	"context"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/wafv2"
)

// Clients are the services that the deployer calls.
type Clients struct {
	STS       STS
	IAM       IAM
	KMS       KMS
	Logs      Logs
	SQS       SQS
	Lambda    Lambda
	SNS       SNS
	Events    Events
	S3        S3
	Scheduler Scheduler
	Gateway   Gateway
	WAF       WAF
}

// NewClients makes the SDK's clients. A custom endpoint is one for all services, so S3 is then addressed by path.
func NewClients(config awssdk.Config) Clients {
	return Clients{
		STS: sts.NewFromConfig(config), IAM: iam.NewFromConfig(config), KMS: kms.NewFromConfig(config),
		Logs: cloudwatchlogs.NewFromConfig(config), SQS: sqs.NewFromConfig(config), Lambda: lambda.NewFromConfig(config),
		SNS: sns.NewFromConfig(config), Events: eventbridge.NewFromConfig(config),
		S3:        s3.NewFromConfig(config, func(o *s3.Options) { o.UsePathStyle = config.BaseEndpoint != nil }),
		Scheduler: scheduler.NewFromConfig(config), Gateway: apigateway.NewFromConfig(config), WAF: wafv2.NewFromConfig(config),
	}
}

// Each interface below is the part of a service that the deployer calls; the methods are the SDK's.
type (
	// STS tells who the caller is.
	STS interface {
		GetCallerIdentity(ctx context.Context, in *sts.GetCallerIdentityInput, options ...func(*sts.Options)) (*sts.GetCallerIdentityOutput, error)
	}
	// IAM holds roles.
	IAM interface {
		CreateRole(ctx context.Context, in *iam.CreateRoleInput, options ...func(*iam.Options)) (*iam.CreateRoleOutput, error)
		GetRole(ctx context.Context, in *iam.GetRoleInput, options ...func(*iam.Options)) (*iam.GetRoleOutput, error)
		UpdateAssumeRolePolicy(ctx context.Context, in *iam.UpdateAssumeRolePolicyInput, options ...func(*iam.Options)) (*iam.UpdateAssumeRolePolicyOutput, error)
		UpdateRole(ctx context.Context, in *iam.UpdateRoleInput, options ...func(*iam.Options)) (*iam.UpdateRoleOutput, error)
		DeleteRole(ctx context.Context, in *iam.DeleteRoleInput, options ...func(*iam.Options)) (*iam.DeleteRoleOutput, error)
		ListRoleTags(ctx context.Context, in *iam.ListRoleTagsInput, options ...func(*iam.Options)) (*iam.ListRoleTagsOutput, error)
		TagRole(ctx context.Context, in *iam.TagRoleInput, options ...func(*iam.Options)) (*iam.TagRoleOutput, error)
		UntagRole(ctx context.Context, in *iam.UntagRoleInput, options ...func(*iam.Options)) (*iam.UntagRoleOutput, error)
		PutRolePolicy(ctx context.Context, in *iam.PutRolePolicyInput, options ...func(*iam.Options)) (*iam.PutRolePolicyOutput, error)
		GetRolePolicy(ctx context.Context, in *iam.GetRolePolicyInput, options ...func(*iam.Options)) (*iam.GetRolePolicyOutput, error)
		ListRolePolicies(ctx context.Context, in *iam.ListRolePoliciesInput, options ...func(*iam.Options)) (*iam.ListRolePoliciesOutput, error)
		DeleteRolePolicy(ctx context.Context, in *iam.DeleteRolePolicyInput, options ...func(*iam.Options)) (*iam.DeleteRolePolicyOutput, error)
		ListAttachedRolePolicies(ctx context.Context, in *iam.ListAttachedRolePoliciesInput, options ...func(*iam.Options)) (*iam.ListAttachedRolePoliciesOutput, error)
		DetachRolePolicy(ctx context.Context, in *iam.DetachRolePolicyInput, options ...func(*iam.Options)) (*iam.DetachRolePolicyOutput, error)
		PutRolePermissionsBoundary(ctx context.Context, in *iam.PutRolePermissionsBoundaryInput, options ...func(*iam.Options)) (*iam.PutRolePermissionsBoundaryOutput, error)
		DeleteRolePermissionsBoundary(ctx context.Context, in *iam.DeleteRolePermissionsBoundaryInput, options ...func(*iam.Options)) (*iam.DeleteRolePermissionsBoundaryOutput, error)
	}
	// KMS holds keys.
	KMS interface {
		CreateKey(ctx context.Context, in *kms.CreateKeyInput, options ...func(*kms.Options)) (*kms.CreateKeyOutput, error)
		DescribeKey(ctx context.Context, in *kms.DescribeKeyInput, options ...func(*kms.Options)) (*kms.DescribeKeyOutput, error)
		ListKeys(ctx context.Context, in *kms.ListKeysInput, options ...func(*kms.Options)) (*kms.ListKeysOutput, error)
		ListResourceTags(ctx context.Context, in *kms.ListResourceTagsInput, options ...func(*kms.Options)) (*kms.ListResourceTagsOutput, error)
		GetKeyPolicy(ctx context.Context, in *kms.GetKeyPolicyInput, options ...func(*kms.Options)) (*kms.GetKeyPolicyOutput, error)
		PutKeyPolicy(ctx context.Context, in *kms.PutKeyPolicyInput, options ...func(*kms.Options)) (*kms.PutKeyPolicyOutput, error)
		EnableKeyRotation(ctx context.Context, in *kms.EnableKeyRotationInput, options ...func(*kms.Options)) (*kms.EnableKeyRotationOutput, error)
		GetKeyRotationStatus(ctx context.Context, in *kms.GetKeyRotationStatusInput, options ...func(*kms.Options)) (*kms.GetKeyRotationStatusOutput, error)
		EnableKey(ctx context.Context, in *kms.EnableKeyInput, options ...func(*kms.Options)) (*kms.EnableKeyOutput, error)
		CreateAlias(ctx context.Context, in *kms.CreateAliasInput, options ...func(*kms.Options)) (*kms.CreateAliasOutput, error)
		DeleteAlias(ctx context.Context, in *kms.DeleteAliasInput, options ...func(*kms.Options)) (*kms.DeleteAliasOutput, error)
		ListAliases(ctx context.Context, in *kms.ListAliasesInput, options ...func(*kms.Options)) (*kms.ListAliasesOutput, error)
		UpdateAlias(ctx context.Context, in *kms.UpdateAliasInput, options ...func(*kms.Options)) (*kms.UpdateAliasOutput, error)
		ScheduleKeyDeletion(ctx context.Context, in *kms.ScheduleKeyDeletionInput, options ...func(*kms.Options)) (*kms.ScheduleKeyDeletionOutput, error)
		CancelKeyDeletion(ctx context.Context, in *kms.CancelKeyDeletionInput, options ...func(*kms.Options)) (*kms.CancelKeyDeletionOutput, error)
		TagResource(ctx context.Context, in *kms.TagResourceInput, options ...func(*kms.Options)) (*kms.TagResourceOutput, error)
		UntagResource(ctx context.Context, in *kms.UntagResourceInput, options ...func(*kms.Options)) (*kms.UntagResourceOutput, error)
	}
	// Logs holds log groups.
	Logs interface {
		CreateLogGroup(ctx context.Context, in *cloudwatchlogs.CreateLogGroupInput, options ...func(*cloudwatchlogs.Options)) (*cloudwatchlogs.CreateLogGroupOutput, error)
		DescribeLogGroups(ctx context.Context, in *cloudwatchlogs.DescribeLogGroupsInput, options ...func(*cloudwatchlogs.Options)) (*cloudwatchlogs.DescribeLogGroupsOutput, error)
		PutRetentionPolicy(ctx context.Context, in *cloudwatchlogs.PutRetentionPolicyInput, options ...func(*cloudwatchlogs.Options)) (*cloudwatchlogs.PutRetentionPolicyOutput, error)
		AssociateKmsKey(ctx context.Context, in *cloudwatchlogs.AssociateKmsKeyInput, options ...func(*cloudwatchlogs.Options)) (*cloudwatchlogs.AssociateKmsKeyOutput, error)
		DisassociateKmsKey(ctx context.Context, in *cloudwatchlogs.DisassociateKmsKeyInput, options ...func(*cloudwatchlogs.Options)) (*cloudwatchlogs.DisassociateKmsKeyOutput, error)
		DeleteRetentionPolicy(ctx context.Context, in *cloudwatchlogs.DeleteRetentionPolicyInput, options ...func(*cloudwatchlogs.Options)) (*cloudwatchlogs.DeleteRetentionPolicyOutput, error)
		DeleteLogGroup(ctx context.Context, in *cloudwatchlogs.DeleteLogGroupInput, options ...func(*cloudwatchlogs.Options)) (*cloudwatchlogs.DeleteLogGroupOutput, error)
		ListTagsForResource(ctx context.Context, in *cloudwatchlogs.ListTagsForResourceInput, options ...func(*cloudwatchlogs.Options)) (*cloudwatchlogs.ListTagsForResourceOutput, error)
		TagResource(ctx context.Context, in *cloudwatchlogs.TagResourceInput, options ...func(*cloudwatchlogs.Options)) (*cloudwatchlogs.TagResourceOutput, error)
		UntagResource(ctx context.Context, in *cloudwatchlogs.UntagResourceInput, options ...func(*cloudwatchlogs.Options)) (*cloudwatchlogs.UntagResourceOutput, error)
	}
	// SQS holds queues.
	SQS interface {
		CreateQueue(ctx context.Context, in *sqs.CreateQueueInput, options ...func(*sqs.Options)) (*sqs.CreateQueueOutput, error)
		GetQueueUrl(ctx context.Context, in *sqs.GetQueueUrlInput, options ...func(*sqs.Options)) (*sqs.GetQueueUrlOutput, error)
		GetQueueAttributes(ctx context.Context, in *sqs.GetQueueAttributesInput, options ...func(*sqs.Options)) (*sqs.GetQueueAttributesOutput, error)
		SetQueueAttributes(ctx context.Context, in *sqs.SetQueueAttributesInput, options ...func(*sqs.Options)) (*sqs.SetQueueAttributesOutput, error)
		ListQueueTags(ctx context.Context, in *sqs.ListQueueTagsInput, options ...func(*sqs.Options)) (*sqs.ListQueueTagsOutput, error)
		TagQueue(ctx context.Context, in *sqs.TagQueueInput, options ...func(*sqs.Options)) (*sqs.TagQueueOutput, error)
		UntagQueue(ctx context.Context, in *sqs.UntagQueueInput, options ...func(*sqs.Options)) (*sqs.UntagQueueOutput, error)
		DeleteQueue(ctx context.Context, in *sqs.DeleteQueueInput, options ...func(*sqs.Options)) (*sqs.DeleteQueueOutput, error)
	}
	// Lambda holds functions and event source mappings.
	Lambda interface {
		LambdaFunctions
		LambdaSettings
		LambdaTriggers
	}
	// LambdaFunctions makes and changes functions.
	LambdaFunctions interface {
		CreateFunction(ctx context.Context, in *lambda.CreateFunctionInput, options ...func(*lambda.Options)) (*lambda.CreateFunctionOutput, error)
		GetFunction(ctx context.Context, in *lambda.GetFunctionInput, options ...func(*lambda.Options)) (*lambda.GetFunctionOutput, error)
		GetFunctionConfiguration(ctx context.Context, in *lambda.GetFunctionConfigurationInput, options ...func(*lambda.Options)) (*lambda.GetFunctionConfigurationOutput, error)
		UpdateFunctionCode(ctx context.Context, in *lambda.UpdateFunctionCodeInput, options ...func(*lambda.Options)) (*lambda.UpdateFunctionCodeOutput, error)
		UpdateFunctionConfiguration(ctx context.Context, in *lambda.UpdateFunctionConfigurationInput, options ...func(*lambda.Options)) (*lambda.UpdateFunctionConfigurationOutput, error)
		DeleteFunction(ctx context.Context, in *lambda.DeleteFunctionInput, options ...func(*lambda.Options)) (*lambda.DeleteFunctionOutput, error)
		ListTags(ctx context.Context, in *lambda.ListTagsInput, options ...func(*lambda.Options)) (*lambda.ListTagsOutput, error)
		TagResource(ctx context.Context, in *lambda.TagResourceInput, options ...func(*lambda.Options)) (*lambda.TagResourceOutput, error)
		UntagResource(ctx context.Context, in *lambda.UntagResourceInput, options ...func(*lambda.Options)) (*lambda.UntagResourceOutput, error)
		PublishVersion(ctx context.Context, in *lambda.PublishVersionInput, options ...func(*lambda.Options)) (*lambda.PublishVersionOutput, error)
		ListVersionsByFunction(ctx context.Context, in *lambda.ListVersionsByFunctionInput, options ...func(*lambda.Options)) (*lambda.ListVersionsByFunctionOutput, error)
		CreateAlias(ctx context.Context, in *lambda.CreateAliasInput, options ...func(*lambda.Options)) (*lambda.CreateAliasOutput, error)
		ListAliases(ctx context.Context, in *lambda.ListAliasesInput, options ...func(*lambda.Options)) (*lambda.ListAliasesOutput, error)
		GetAlias(ctx context.Context, in *lambda.GetAliasInput, options ...func(*lambda.Options)) (*lambda.GetAliasOutput, error)
		UpdateAlias(ctx context.Context, in *lambda.UpdateAliasInput, options ...func(*lambda.Options)) (*lambda.UpdateAliasOutput, error)
		DeleteAlias(ctx context.Context, in *lambda.DeleteAliasInput, options ...func(*lambda.Options)) (*lambda.DeleteAliasOutput, error)
	}
	// LambdaSettings are the settings of a function that have calls of their own.
	LambdaSettings interface {
		PutFunctionConcurrency(ctx context.Context, in *lambda.PutFunctionConcurrencyInput, options ...func(*lambda.Options)) (*lambda.PutFunctionConcurrencyOutput, error)
		GetFunctionConcurrency(ctx context.Context, in *lambda.GetFunctionConcurrencyInput, options ...func(*lambda.Options)) (*lambda.GetFunctionConcurrencyOutput, error)
		DeleteFunctionConcurrency(ctx context.Context, in *lambda.DeleteFunctionConcurrencyInput, options ...func(*lambda.Options)) (*lambda.DeleteFunctionConcurrencyOutput, error)
		PutFunctionEventInvokeConfig(ctx context.Context, in *lambda.PutFunctionEventInvokeConfigInput, options ...func(*lambda.Options)) (*lambda.PutFunctionEventInvokeConfigOutput, error)
		GetFunctionEventInvokeConfig(ctx context.Context, in *lambda.GetFunctionEventInvokeConfigInput, options ...func(*lambda.Options)) (*lambda.GetFunctionEventInvokeConfigOutput, error)
		DeleteFunctionEventInvokeConfig(ctx context.Context, in *lambda.DeleteFunctionEventInvokeConfigInput, options ...func(*lambda.Options)) (*lambda.DeleteFunctionEventInvokeConfigOutput, error)
		PutFunctionRecursionConfig(ctx context.Context, in *lambda.PutFunctionRecursionConfigInput, options ...func(*lambda.Options)) (*lambda.PutFunctionRecursionConfigOutput, error)
		GetFunctionRecursionConfig(ctx context.Context, in *lambda.GetFunctionRecursionConfigInput, options ...func(*lambda.Options)) (*lambda.GetFunctionRecursionConfigOutput, error)
		PutRuntimeManagementConfig(ctx context.Context, in *lambda.PutRuntimeManagementConfigInput, options ...func(*lambda.Options)) (*lambda.PutRuntimeManagementConfigOutput, error)
		GetRuntimeManagementConfig(ctx context.Context, in *lambda.GetRuntimeManagementConfigInput, options ...func(*lambda.Options)) (*lambda.GetRuntimeManagementConfigOutput, error)
		PutFunctionCodeSigningConfig(ctx context.Context, in *lambda.PutFunctionCodeSigningConfigInput, options ...func(*lambda.Options)) (*lambda.PutFunctionCodeSigningConfigOutput, error)
		GetFunctionCodeSigningConfig(ctx context.Context, in *lambda.GetFunctionCodeSigningConfigInput, options ...func(*lambda.Options)) (*lambda.GetFunctionCodeSigningConfigOutput, error)
		DeleteFunctionCodeSigningConfig(ctx context.Context, in *lambda.DeleteFunctionCodeSigningConfigInput, options ...func(*lambda.Options)) (*lambda.DeleteFunctionCodeSigningConfigOutput, error)
	}
	// LambdaTriggers are what makes a function run.
	LambdaTriggers interface {
		AddPermission(ctx context.Context, in *lambda.AddPermissionInput, options ...func(*lambda.Options)) (*lambda.AddPermissionOutput, error)
		RemovePermission(ctx context.Context, in *lambda.RemovePermissionInput, options ...func(*lambda.Options)) (*lambda.RemovePermissionOutput, error)
		GetPolicy(ctx context.Context, in *lambda.GetPolicyInput, options ...func(*lambda.Options)) (*lambda.GetPolicyOutput, error)
		CreateEventSourceMapping(ctx context.Context, in *lambda.CreateEventSourceMappingInput, options ...func(*lambda.Options)) (*lambda.CreateEventSourceMappingOutput, error)
		GetEventSourceMapping(ctx context.Context, in *lambda.GetEventSourceMappingInput, options ...func(*lambda.Options)) (*lambda.GetEventSourceMappingOutput, error)
		ListEventSourceMappings(ctx context.Context, in *lambda.ListEventSourceMappingsInput, options ...func(*lambda.Options)) (*lambda.ListEventSourceMappingsOutput, error)
		UpdateEventSourceMapping(ctx context.Context, in *lambda.UpdateEventSourceMappingInput, options ...func(*lambda.Options)) (*lambda.UpdateEventSourceMappingOutput, error)
		DeleteEventSourceMapping(ctx context.Context, in *lambda.DeleteEventSourceMappingInput, options ...func(*lambda.Options)) (*lambda.DeleteEventSourceMappingOutput, error)
	}
	// SNS holds subscriptions.
	SNS interface {
		Subscribe(ctx context.Context, in *sns.SubscribeInput, options ...func(*sns.Options)) (*sns.SubscribeOutput, error)
		Unsubscribe(ctx context.Context, in *sns.UnsubscribeInput, options ...func(*sns.Options)) (*sns.UnsubscribeOutput, error)
		GetSubscriptionAttributes(ctx context.Context, in *sns.GetSubscriptionAttributesInput, options ...func(*sns.Options)) (*sns.GetSubscriptionAttributesOutput, error)
		SetSubscriptionAttributes(ctx context.Context, in *sns.SetSubscriptionAttributesInput, options ...func(*sns.Options)) (*sns.SetSubscriptionAttributesOutput, error)
		ListSubscriptionsByTopic(ctx context.Context, in *sns.ListSubscriptionsByTopicInput, options ...func(*sns.Options)) (*sns.ListSubscriptionsByTopicOutput, error)
	}
	// Events holds EventBridge's rules.
	Events interface {
		PutRule(ctx context.Context, in *eventbridge.PutRuleInput, options ...func(*eventbridge.Options)) (*eventbridge.PutRuleOutput, error)
		DescribeRule(ctx context.Context, in *eventbridge.DescribeRuleInput, options ...func(*eventbridge.Options)) (*eventbridge.DescribeRuleOutput, error)
		DeleteRule(ctx context.Context, in *eventbridge.DeleteRuleInput, options ...func(*eventbridge.Options)) (*eventbridge.DeleteRuleOutput, error)
		PutTargets(ctx context.Context, in *eventbridge.PutTargetsInput, options ...func(*eventbridge.Options)) (*eventbridge.PutTargetsOutput, error)
		ListTargetsByRule(ctx context.Context, in *eventbridge.ListTargetsByRuleInput, options ...func(*eventbridge.Options)) (*eventbridge.ListTargetsByRuleOutput, error)
		RemoveTargets(ctx context.Context, in *eventbridge.RemoveTargetsInput, options ...func(*eventbridge.Options)) (*eventbridge.RemoveTargetsOutput, error)
		ListRules(ctx context.Context, in *eventbridge.ListRulesInput, options ...func(*eventbridge.Options)) (*eventbridge.ListRulesOutput, error)
		ListTagsForResource(ctx context.Context, in *eventbridge.ListTagsForResourceInput, options ...func(*eventbridge.Options)) (*eventbridge.ListTagsForResourceOutput, error)
		TagResource(ctx context.Context, in *eventbridge.TagResourceInput, options ...func(*eventbridge.Options)) (*eventbridge.TagResourceOutput, error)
		UntagResource(ctx context.Context, in *eventbridge.UntagResourceInput, options ...func(*eventbridge.Options)) (*eventbridge.UntagResourceOutput, error)
	}
	// S3 holds buckets.
	S3 interface {
		GetBucketNotificationConfiguration(ctx context.Context, in *s3.GetBucketNotificationConfigurationInput, options ...func(*s3.Options)) (*s3.GetBucketNotificationConfigurationOutput, error)
		PutBucketNotificationConfiguration(ctx context.Context, in *s3.PutBucketNotificationConfigurationInput, options ...func(*s3.Options)) (*s3.PutBucketNotificationConfigurationOutput, error)
	}
	// Scheduler holds schedules.
	Scheduler interface {
		CreateSchedule(ctx context.Context, in *scheduler.CreateScheduleInput, options ...func(*scheduler.Options)) (*scheduler.CreateScheduleOutput, error)
		GetSchedule(ctx context.Context, in *scheduler.GetScheduleInput, options ...func(*scheduler.Options)) (*scheduler.GetScheduleOutput, error)
		UpdateSchedule(ctx context.Context, in *scheduler.UpdateScheduleInput, options ...func(*scheduler.Options)) (*scheduler.UpdateScheduleOutput, error)
		DeleteSchedule(ctx context.Context, in *scheduler.DeleteScheduleInput, options ...func(*scheduler.Options)) (*scheduler.DeleteScheduleOutput, error)
	}
	// Gateway holds REST APIs.
	Gateway interface {
		GatewayAPIs
		GatewayMethods
		GatewayStages
	}
	// GatewayAPIs are whole APIs.
	GatewayAPIs interface {
		CreateRestApi(ctx context.Context, in *apigateway.CreateRestApiInput, options ...func(*apigateway.Options)) (*apigateway.CreateRestApiOutput, error)
		GetRestApi(ctx context.Context, in *apigateway.GetRestApiInput, options ...func(*apigateway.Options)) (*apigateway.GetRestApiOutput, error)
		GetRestApis(ctx context.Context, in *apigateway.GetRestApisInput, options ...func(*apigateway.Options)) (*apigateway.GetRestApisOutput, error)
		UpdateRestApi(ctx context.Context, in *apigateway.UpdateRestApiInput, options ...func(*apigateway.Options)) (*apigateway.UpdateRestApiOutput, error)
		DeleteRestApi(ctx context.Context, in *apigateway.DeleteRestApiInput, options ...func(*apigateway.Options)) (*apigateway.DeleteRestApiOutput, error)
		TagResource(ctx context.Context, in *apigateway.TagResourceInput, options ...func(*apigateway.Options)) (*apigateway.TagResourceOutput, error)
		UntagResource(ctx context.Context, in *apigateway.UntagResourceInput, options ...func(*apigateway.Options)) (*apigateway.UntagResourceOutput, error)
		CreateAuthorizer(ctx context.Context, in *apigateway.CreateAuthorizerInput, options ...func(*apigateway.Options)) (*apigateway.CreateAuthorizerOutput, error)
		GetAuthorizers(ctx context.Context, in *apigateway.GetAuthorizersInput, options ...func(*apigateway.Options)) (*apigateway.GetAuthorizersOutput, error)
		UpdateAuthorizer(ctx context.Context, in *apigateway.UpdateAuthorizerInput, options ...func(*apigateway.Options)) (*apigateway.UpdateAuthorizerOutput, error)
		DeleteAuthorizer(ctx context.Context, in *apigateway.DeleteAuthorizerInput, options ...func(*apigateway.Options)) (*apigateway.DeleteAuthorizerOutput, error)
		CreateRequestValidator(ctx context.Context, in *apigateway.CreateRequestValidatorInput, options ...func(*apigateway.Options)) (*apigateway.CreateRequestValidatorOutput, error)
		GetRequestValidators(ctx context.Context, in *apigateway.GetRequestValidatorsInput, options ...func(*apigateway.Options)) (*apigateway.GetRequestValidatorsOutput, error)
		UpdateRequestValidator(ctx context.Context, in *apigateway.UpdateRequestValidatorInput, options ...func(*apigateway.Options)) (*apigateway.UpdateRequestValidatorOutput, error)
		DeleteRequestValidator(ctx context.Context, in *apigateway.DeleteRequestValidatorInput, options ...func(*apigateway.Options)) (*apigateway.DeleteRequestValidatorOutput, error)
		CreateModel(ctx context.Context, in *apigateway.CreateModelInput, options ...func(*apigateway.Options)) (*apigateway.CreateModelOutput, error)
		GetModels(ctx context.Context, in *apigateway.GetModelsInput, options ...func(*apigateway.Options)) (*apigateway.GetModelsOutput, error)
		UpdateModel(ctx context.Context, in *apigateway.UpdateModelInput, options ...func(*apigateway.Options)) (*apigateway.UpdateModelOutput, error)
		DeleteModel(ctx context.Context, in *apigateway.DeleteModelInput, options ...func(*apigateway.Options)) (*apigateway.DeleteModelOutput, error)
	}
	// GatewayMethods are what an API consists of.
	GatewayMethods interface {
		GetResources(ctx context.Context, in *apigateway.GetResourcesInput, options ...func(*apigateway.Options)) (*apigateway.GetResourcesOutput, error)
		CreateResource(ctx context.Context, in *apigateway.CreateResourceInput, options ...func(*apigateway.Options)) (*apigateway.CreateResourceOutput, error)
		DeleteResource(ctx context.Context, in *apigateway.DeleteResourceInput, options ...func(*apigateway.Options)) (*apigateway.DeleteResourceOutput, error)
		PutMethod(ctx context.Context, in *apigateway.PutMethodInput, options ...func(*apigateway.Options)) (*apigateway.PutMethodOutput, error)
		GetMethod(ctx context.Context, in *apigateway.GetMethodInput, options ...func(*apigateway.Options)) (*apigateway.GetMethodOutput, error)
		DeleteMethod(ctx context.Context, in *apigateway.DeleteMethodInput, options ...func(*apigateway.Options)) (*apigateway.DeleteMethodOutput, error)
		PutIntegration(ctx context.Context, in *apigateway.PutIntegrationInput, options ...func(*apigateway.Options)) (*apigateway.PutIntegrationOutput, error)
	}
	// GatewayStages are how an API is reached.
	GatewayStages interface {
		CreateDeployment(ctx context.Context, in *apigateway.CreateDeploymentInput, options ...func(*apigateway.Options)) (*apigateway.CreateDeploymentOutput, error)
		GetDeployments(ctx context.Context, in *apigateway.GetDeploymentsInput, options ...func(*apigateway.Options)) (*apigateway.GetDeploymentsOutput, error)
		DeleteDeployment(ctx context.Context, in *apigateway.DeleteDeploymentInput, options ...func(*apigateway.Options)) (*apigateway.DeleteDeploymentOutput, error)
		CreateStage(ctx context.Context, in *apigateway.CreateStageInput, options ...func(*apigateway.Options)) (*apigateway.CreateStageOutput, error)
		GetStage(ctx context.Context, in *apigateway.GetStageInput, options ...func(*apigateway.Options)) (*apigateway.GetStageOutput, error)
		UpdateStage(ctx context.Context, in *apigateway.UpdateStageInput, options ...func(*apigateway.Options)) (*apigateway.UpdateStageOutput, error)
		DeleteStage(ctx context.Context, in *apigateway.DeleteStageInput, options ...func(*apigateway.Options)) (*apigateway.DeleteStageOutput, error)
		GetStages(ctx context.Context, in *apigateway.GetStagesInput, options ...func(*apigateway.Options)) (*apigateway.GetStagesOutput, error)
		GetDomainNames(ctx context.Context, in *apigateway.GetDomainNamesInput, options ...func(*apigateway.Options)) (*apigateway.GetDomainNamesOutput, error)
		CreateDomainName(ctx context.Context, in *apigateway.CreateDomainNameInput, options ...func(*apigateway.Options)) (*apigateway.CreateDomainNameOutput, error)
		GetDomainName(ctx context.Context, in *apigateway.GetDomainNameInput, options ...func(*apigateway.Options)) (*apigateway.GetDomainNameOutput, error)
		UpdateDomainName(ctx context.Context, in *apigateway.UpdateDomainNameInput, options ...func(*apigateway.Options)) (*apigateway.UpdateDomainNameOutput, error)
		DeleteDomainName(ctx context.Context, in *apigateway.DeleteDomainNameInput, options ...func(*apigateway.Options)) (*apigateway.DeleteDomainNameOutput, error)
		CreateBasePathMapping(ctx context.Context, in *apigateway.CreateBasePathMappingInput, options ...func(*apigateway.Options)) (*apigateway.CreateBasePathMappingOutput, error)
		GetBasePathMapping(ctx context.Context, in *apigateway.GetBasePathMappingInput, options ...func(*apigateway.Options)) (*apigateway.GetBasePathMappingOutput, error)
		UpdateBasePathMapping(ctx context.Context, in *apigateway.UpdateBasePathMappingInput, options ...func(*apigateway.Options)) (*apigateway.UpdateBasePathMappingOutput, error)
		DeleteBasePathMapping(ctx context.Context, in *apigateway.DeleteBasePathMappingInput, options ...func(*apigateway.Options)) (*apigateway.DeleteBasePathMappingOutput, error)
		CreateUsagePlan(ctx context.Context, in *apigateway.CreateUsagePlanInput, options ...func(*apigateway.Options)) (*apigateway.CreateUsagePlanOutput, error)
		GetUsagePlan(ctx context.Context, in *apigateway.GetUsagePlanInput, options ...func(*apigateway.Options)) (*apigateway.GetUsagePlanOutput, error)
		UpdateUsagePlan(ctx context.Context, in *apigateway.UpdateUsagePlanInput, options ...func(*apigateway.Options)) (*apigateway.UpdateUsagePlanOutput, error)
		DeleteUsagePlan(ctx context.Context, in *apigateway.DeleteUsagePlanInput, options ...func(*apigateway.Options)) (*apigateway.DeleteUsagePlanOutput, error)
		GetUsagePlans(ctx context.Context, in *apigateway.GetUsagePlansInput, options ...func(*apigateway.Options)) (*apigateway.GetUsagePlansOutput, error)
		CreateUsagePlanKey(ctx context.Context, in *apigateway.CreateUsagePlanKeyInput, options ...func(*apigateway.Options)) (*apigateway.CreateUsagePlanKeyOutput, error)
		GetUsagePlanKeys(ctx context.Context, in *apigateway.GetUsagePlanKeysInput, options ...func(*apigateway.Options)) (*apigateway.GetUsagePlanKeysOutput, error)
		DeleteUsagePlanKey(ctx context.Context, in *apigateway.DeleteUsagePlanKeyInput, options ...func(*apigateway.Options)) (*apigateway.DeleteUsagePlanKeyOutput, error)
	}
	// WAF holds web ACLs.
	WAF interface {
		AssociateWebACL(ctx context.Context, in *wafv2.AssociateWebACLInput, options ...func(*wafv2.Options)) (*wafv2.AssociateWebACLOutput, error)
		DisassociateWebACL(ctx context.Context, in *wafv2.DisassociateWebACLInput, options ...func(*wafv2.Options)) (*wafv2.DisassociateWebACLOutput, error)
		GetWebACLForResource(ctx context.Context, in *wafv2.GetWebACLForResourceInput, options ...func(*wafv2.Options)) (*wafv2.GetWebACLForResourceOutput, error)
	}
)
