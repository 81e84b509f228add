package provider

import (
	"context"
	"fmt"
	"slices"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
	smithy "github.com/aws/smithy-go/middleware"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws"
)

// defaultRetries is the aws provider's number.
const defaultRetries = 25

// defaultSession names sessions of roles that are taken on.
const defaultSession = "slsguard"

// connectAWS finds region and credentials as every AWS tool does, and makes a deployer.
func connectAWS(ctx context.Context, s AWSSettings) (cloud.Deployer, error) {
	cfg, err := config.LoadDefaultConfig(ctx, loadOptions(s)...)
	if err != nil {
		return nil, fmt.Errorf("set up AWS: %w", err)
	}
	if cfg.Region == "" {
		return nil, fmt.Errorf("set up AWS: no region is set; write region in the provider's aws block, or set AWS_REGION")
	}
	// The first source that knows a service's endpoint wins.
	cfg.ConfigSources = append([]any{endpoints(s.Endpoints)}, cfg.ConfigSources...)
	if err := takeRole(&cfg, s); err != nil {
		return nil, err
	}
	clients := aws.NewClients(cfg)
	if s.Endpoints["s3"] != "" {
		clients.S3 = s3.NewFromConfig(cfg, func(o *s3.Options) { o.UsePathStyle = true })
	}
	d := aws.NewWith(clients, cfg.Region, aws.Options{Log: func(ctx context.Context, message string, fields map[string]any) {
		tflog.Debug(ctx, "slsguard: "+message, fields)
	}})
	if err := checkAccount(ctx, d, s); err != nil {
		return nil, err
	}
	return d, nil
}

func loadOptions(s AWSSettings) []func(*config.LoadOptions) error {
	options := []func(*config.LoadOptions) error{
		config.WithAPIOptions(userAgent(s)),
		config.WithRetryer(func() awssdk.Retryer { return retryer(s) }),
	}
	if s.Region != "" {
		options = append(options, config.WithRegion(s.Region))
	}
	if s.Profile != "" {
		options = append(options, config.WithSharedConfigProfile(s.Profile))
	}
	return options
}

func userAgent(s AWSSettings) []func(*smithy.Stack) error {
	return []func(*smithy.Stack) error{
		middleware.AddUserAgentKeyValue("terraform-provider-slsguard", s.ProviderVersion),
		middleware.AddUserAgentKeyValue("terraform", s.TerraformVersion),
	}
}

func retryer(s AWSSettings) awssdk.Retryer {
	attempts := defaultRetries + 1
	switch {
	case s.MaxRetries == NoRetries:
		return awssdk.NopRetryer{}
	case s.MaxRetries > 0:
		attempts = s.MaxRetries + 1
	}
	standard := func(o *retry.StandardOptions) { o.MaxAttempts = attempts }
	if s.RetryMode == "adaptive" {
		return retry.NewAdaptiveMode(func(o *retry.AdaptiveModeOptions) { o.StandardOptions = append(o.StandardOptions, standard) })
	}
	return retry.NewStandard(standard)
}

// endpoints tells the SDK's clients their endpoints, by the names that the aws provider gives to services.
type endpoints map[string]string

// GetServiceBaseEndpoint is what the SDK looks for in its sources of configuration.
func (e endpoints) GetServiceBaseEndpoint(_ context.Context, sdkID string) (string, bool, error) {
	names := map[string]string{
		"API Gateway": "apigateway", "DynamoDB": "dynamodb", "EC2": "ec2", "EventBridge": "events", "IAM": "iam", "Kafka": "kafka",
		"Kinesis": "kinesis", "KMS": "kms", "Lambda": "lambda", "CloudWatch Logs": "logs", "S3": "s3", "Scheduler": "scheduler",
		"Secrets Manager": "secretsmanager", "SNS": "sns", "SQS": "sqs", "SSM": "ssm", "STS": "sts", "WAFV2": "wafv2",
	}
	url := e[names[sdkID]]
	return url, url != "", nil
}

// takeRole puts a role's credentials in place of those that were found: with a token of an identity provider, then
// with the credentials at hand.
func takeRole(cfg *awssdk.Config, s AWSSettings) error {
	if w := s.WebIdentity; w != nil {
		if w.Token == "" && w.TokenFile == "" {
			return fmt.Errorf("set up AWS: assume_role_with_web_identity has neither web_identity_token nor web_identity_token_file")
		}
		cfg.Credentials = awssdk.NewCredentialsCache(webIdentityProvider(sts.NewFromConfig(*cfg), w))
	}
	if r := s.AssumeRole; r != nil {
		cfg.Credentials = awssdk.NewCredentialsCache(roleProvider(sts.NewFromConfig(*cfg), r))
	}
	return nil
}

// token is an identity provider's token, given as it is.
type token string

// GetIdentityToken is what stscreds asks for.
func (t token) GetIdentityToken() ([]byte, error) { return []byte(t), nil }

func webIdentityProvider(client *sts.Client, w *WebIdentity) awssdk.CredentialsProvider {
	var source stscreds.IdentityTokenRetriever = token(w.Token)
	if w.TokenFile != "" {
		source = stscreds.IdentityTokenFile(w.TokenFile)
	}
	return stscreds.NewWebIdentityRoleProvider(client, w.RoleARN, source, func(o *stscreds.WebIdentityRoleOptions) {
		o.RoleSessionName, o.Policy, o.PolicyARNs = sessionName(w.Session), policyOrNil(w.Session), policyTypes(w.Session)
		o.Duration = w.Duration
	})
}

func roleProvider(client *sts.Client, r *AssumeRole) awssdk.CredentialsProvider {
	return stscreds.NewAssumeRoleProvider(client, r.RoleARN, func(o *stscreds.AssumeRoleOptions) {
		o.RoleSessionName, o.Policy, o.PolicyARNs = sessionName(r.Session), policyOrNil(r.Session), policyTypes(r.Session)
		if r.Duration > 0 {
			o.Duration = r.Duration
		}
		if r.ExternalID != "" {
			o.ExternalID = &r.ExternalID
		}
		if r.SourceIdentity != "" {
			o.SourceIdentity = &r.SourceIdentity
		}
		for key, value := range r.Tags {
			o.Tags = append(o.Tags, types.Tag{Key: &key, Value: &value})
		}
		o.TransitiveTagKeys = r.TransitiveTagKeys
	})
}

func sessionName(s Session) string {
	if s.Name == "" {
		return defaultSession
	}
	return s.Name
}

func policyOrNil(s Session) *string {
	if s.Policy == "" {
		return nil
	}
	return &s.Policy
}

func policyTypes(s Session) []types.PolicyDescriptorType {
	var all []types.PolicyDescriptorType
	for _, arn := range s.PolicyARNs {
		all = append(all, types.PolicyDescriptorType{Arn: &arn})
	}
	return all
}

// checkAccount refuses accounts that the user did not mean. It asks AWS only when the user named any.
func checkAccount(ctx context.Context, d cloud.Deployer, s AWSSettings) error {
	if len(s.AllowedAccounts)+len(s.ForbiddenAccounts) == 0 {
		return nil
	}
	scope, err := d.Scope(ctx)
	if err != nil {
		return err
	}
	switch {
	case len(s.AllowedAccounts) > 0 && !slices.Contains(s.AllowedAccounts, scope.Account):
		return fmt.Errorf("set up AWS: the credentials are of account %s, which is not in allowed_account_ids", scope.Account)
	case slices.Contains(s.ForbiddenAccounts, scope.Account):
		return fmt.Errorf("set up AWS: the credentials are of account %s, which is in forbidden_account_ids", scope.Account)
	}
	return nil
}
