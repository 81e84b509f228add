package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// target describes an object for the evaluator: by its ARN, or, when that is known only after apply, by what
// it will be made of.
func (b *builder) target(o model.Object) iam.Target {
	h := o.Base()
	t := iam.Target{Ref: h.Address, Service: arnService(serviceOf(o)), Resource: b.arnResource(o)}
	if t.ARN, _ = h.ID.Get(); t.ARN != "" {
		return t
	}
	t.Name, _ = h.Name.Get()
	if h.Managed {
		t.Account, _ = b.Sys.Account.Get()
		t.Region = b.regionOf(h.Address)
		t.ARN = b.arnOf(t)
	}
	return t
}

// arnOf makes the ARN of a resource that the plan is to create; "" when a part of it is not known.
func (b *builder) arnOf(t iam.Target) string {
	region, account := t.Region, t.Account
	switch {
	case t.Resource == "":
		return ""
	case t.Service == "s3":
		account = ""
	case account == "" || t.Service != "iam" && region == "":
		return ""
	}
	partition := partitionOf(region)
	if t.Service == "s3" || t.Service == "iam" {
		region = "" // these names hold in all regions
	}
	return strings.Join([]string{"arn", partition, t.Service, region, account, t.Resource}, ":")
}

// partitionOf gives the partition of a region, "aws" for an unknown one.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
func partitionOf(region string) string {
	switch {
	case strings.HasPrefix(region, "cn-"):
		return "aws-cn"
	case strings.HasPrefix(region, "us-gov-"):
		return "aws-us-gov"
	}
	return "aws"
}

// arnResource gives the last part of an object's ARN; "" when it is not known, or not made of the name alone.
// https://docs.aws.amazon.com/service-authorization/latest/reference/
func (b *builder) arnResource(o model.Object) string {
	name, ok := o.Base().Name.Get()
	if !ok || name == "" {
		return ""
	}
	switch o := o.(type) {
	case *model.Identity:
		return string(o.Kind) + b.pathOf(o) + name
	case *model.Layer:
		return "layer:" + name
	case *model.LogGroup:
		return "log-group:" + name
	case *model.Function:
		return "function:" + name
	case *model.Workload:
		return workloadResource(o, name)
	case *model.Channel:
		return channelResource(o, name)
	case *model.Secret:
		if o.Kind == model.Parameter {
			return "parameter/" + strings.TrimPrefix(name, "/")
		}
	}
	return ""
}

func workloadResource(w *model.Workload, name string) string {
	if w.Kind == model.StateMachine {
		return "stateMachine:" + name
	}
	return ""
}

func channelResource(c *model.Channel, name string) string {
	if strings.Contains(c.Type, "_access_point") {
		return "" // a door to a bucket, whose ARN is not made like a bucket's
	}
	switch channelService(c) {
	case "sqs", "sns", "s3":
		return name
	case "dynamodb":
		return "table/" + name
	case "kinesis":
		return "stream/" + name
	case "firehose":
		return "deliverystream/" + name
	case "events":
		return "event-bus/" + name
	case "ecr":
		return "repository/" + name
	}
	return ""
}

// The attributes that are read when rules ask what an identity may do.
const (
	regionAttribute = "region"
	pathAttribute   = "path"
)

// Lasting lists the attributes that must still be told of every resource when the plan is released.
func Lasting() []string { return []string{regionAttribute, pathAttribute} }

// regionOf gives the region of a resource, which since version 6 of the provider stands in each; before, it is
// told by the plan's looking it up. "" when it is not known.
func (b *builder) regionOf(address string) string {
	if region, ok := b.Plan.Text(address, regionAttribute); ok && region != "" {
		return region
	}
	if b.policies.region == nil {
		return ""
	}
	return *b.policies.region
}

func (b *builder) lookUpRegion() {
	if b.policies.region == nil {
		region := b.lookedUpRegion()
		b.policies.region = &region
	}
}

// lookedUpRegion gives the region that all data sources of the plan agree on.
func (b *builder) lookedUpRegion() string {
	region := ""
	for _, r := range b.Plan.Resources {
		if r.Mode != plan.Data || r.Type != "aws_region" {
			continue
		}
		name := r.Attr("name").Text()
		if name == "" {
			name = r.Attr("region").Text()
		}
		if name == "" || region != "" && region != name {
			return ""
		}
		region = name
	}
	return region
}

// pathOf gives the path between an identity's kind and its name in its ARN.
func (b *builder) pathOf(id *model.Identity) string {
	if path, ok := b.Plan.Text(id.Address, pathAttribute); ok && path != "" {
		return path
	}
	return "/"
}

// arnService is the service in an ARN, which for roles is not that of the action.
func arnService(service string) string {
	if service == "sts" {
		return "iam"
	}
	return service
}

// serviceOf gives the prefix of the actions on an object; "" when it has none that slsguard knows.
func serviceOf(o model.Object) string {
	switch o := o.(type) {
	case *model.Channel:
		return channelService(o)
	case *model.Secret:
		if o.Kind == model.Parameter {
			return "ssm"
		}
		return "secretsmanager"
	case *model.Function, *model.Layer:
		return "lambda"
	case *model.Key:
		return "kms"
	case *model.Identity:
		return "sts"
	case *model.API:
		if o.Kind == model.GraphQLAPI || o.Kind == model.EventAPI {
			return "appsync"
		}
		return "execute-api"
	case *model.Workload:
		if o.Kind == model.StateMachine {
			return "states"
		}
	case *model.LogGroup:
		return "logs"
	case *model.Encrypted:
		return typeService(o.Type)
	}
	return ""
}

func typeService(typ string) string {
	switch typ {
	case "aws_cloudwatch_log_group":
		return "logs"
	case "aws_sfn_state_machine":
		return "states"
	case "aws_kinesis_firehose_delivery_stream":
		return "firehose"
	}
	return ""
}

func channelService(c *model.Channel) string {
	if s := typeService(c.Type); s != "" {
		return s
	}
	switch c.Kind {
	case model.Queue:
		return "sqs"
	case model.Topic:
		return "sns"
	case model.Stream:
		return "kinesis"
	case model.Bus:
		return "events"
	case model.Bucket:
		return "s3"
	case model.Table:
		return "dynamodb"
	case model.Registry:
		return "ecr"
	case model.LogDestination:
		return "logs"
	default:
		return ""
	}
}
