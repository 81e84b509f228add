package facts

import (
	"strings"
	"sync"
)

// ServicePrincipal says how an AWS service acts when a resource policy lets it in.
type ServicePrincipal struct {
	Name    string // as asked for: "states.eu-west-1.amazonaws.com"
	Service string // without region and domain: "states"
	// ForAnyone: customers of every account can make the service act, so that a policy which admits it must
	// pin aws:SourceArn, aws:SourceAccount or an organisation, or any of them can use it (the confused
	// deputy). False for services that act with a role of the caller's own, or by themselves alone.
	ForAnyone bool
	// NoAccountInARN: the source's ARN has no account id, so that aws:SourceArn alone doesn't say whose it
	// is once the source is deleted and made anew by someone else: aws:SourceAccount is needed too.
	NoAccountInARN bool
}

// FindServicePrincipal gives what is known about a service principal: "s3.amazonaws.com", also with a region
// ("logs.eu-central-1.amazonaws.com") or of the China partition ("s3.amazonaws.com.cn"). Name and Service are
// set even when the table doesn't know it; Service is "" for what is no service of AWS.
func FindServicePrincipal(name string) (ServicePrincipal, bool) {
	service := serviceOf(name)
	p, ok := principalTable()[service]
	p.Name, p.Service = name, service
	return p, ok
}

// serviceOf gives "logs" for "logs.eu-central-1.amazonaws.com".
func serviceOf(name string) string {
	name = strings.TrimSuffix(lower(name), ".cn")
	name, ok := strings.CutSuffix(name, ".amazonaws.com")
	if !ok {
		return ""
	}
	service, region, _ := strings.Cut(name, ".")
	if region != "" && strings.Count(region, "-") < 2 {
		return name // a service with a dot of its own, such as "replicator.lambda"
	}
	return service
}

// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html and the page "cross-service
// confused deputy prevention" of each service's guide; S3's ARNs without account id:
// https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html
var principalTable = sync.OnceValue(func() map[string]ServicePrincipal {
	table := map[string]ServicePrincipal{}
	for _, s := range []string{
		"alexa-appkit", "apigateway", "appsync", "backup", "bedrock", "cloudformation", "cloudfront",
		"cloudtrail", "cloudwatch", "codecommit", "codepipeline", "codestar-notifications", "cognito-idp",
		"config", "connect", "delivery.logs", "devops-guru", "dms", "ds", "dynamodb", "elasticache",
		"elasticloadbalancing", "events", "events.rds", "firehose", "glacier", "glue", "guardduty",
		"inspector", "iot", "iotevents", "kinesis", "lex", "lexv2", "logs", "macie", "pipes", "rds",
		"redshift", "s3", "scheduler", "secretsmanager", "securityhub", "ses", "sns", "sqs",
		"ssm-incidents", "states", "vpc-lattice", "budgets", "costalerts", "importexport",
		"route53", "s3-object-lambda", "lambda.alarms", "vpc-flow-logs", "notifications", "transfer", "wafv2", "workmail",
	} {
		table[s] = ServicePrincipal{ForAnyone: true, NoAccountInARN: s == "s3" || s == "alexa-appkit"}
	}
	for _, s := range []string{"lambda", "ec2", "edgelambda", "ecs-tasks", "codebuild", "batch"} {
		table[s] = ServicePrincipal{}
	}
	return table
})
