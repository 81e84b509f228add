package paths

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// cutHCL is what to write where an edge is cut.
func cutHCL(cut *graph.Edge) string {
	switch cloudOf(cut) {
	case model.Google:
		return googleHCL(cut)
	case model.Azure:
		return azureHCL(cut)
	default:
		return awsHCL(cut)
	}
}

// cloudOf gives the cloud of what an edge leads to.
func cloudOf(e *graph.Edge) model.Cloud {
	for _, n := range []*graph.Node{e.To, e.From} {
		if n.Object != nil {
			return n.Object.Base().Cloud
		}
	}
	return model.AWS
}

func awsHCL(cut *graph.Edge) string {
	switch cut.Kind {
	case graph.MayAssume:
		return "identifiers = [aws_iam_role.deployer.arn] # in the trust policy: only who has to"
	case graph.MayWriteCode:
		return codeHCL(cut)
	case graph.MayPublish:
		return "resources = [aws_sqs_queue.results.arn] # only where the code sends to"
	case graph.MayInvoke:
		return "resources = [aws_lambda_function.status.arn] # only what it has to start"
	case graph.Admits:
		return admitHCL(cut.To)
	case graph.Enters:
		return entryHCL(cut.To)
	default:
		return powerHCL(cut.To.Goal)
	}
}

// pipelineOnly is the remedy for policies that let others than the pipeline write code.
const pipelineOnly = "principals {\n  type        = \"AWS\"\n  identifiers = [aws_iam_role.pipeline.arn]\n}"

func codeHCL(cut *graph.Edge) string {
	if cut.From.Kind == graph.Entry {
		return pipelineOnly
	}
	return "actions = [\"lambda:InvokeFunction\"] # leave code to the pipeline's role"
}

// admitHCL is what to write into a resource policy: who may in, or for events, from where.
func admitHCL(to *graph.Node) string {
	if to.Kind == graph.Function {
		return "principal_org_id = data.aws_organizations_organization.current.id"
	}
	switch c, _ := to.Object.(*model.Channel); {
	case c != nil && c.Kind == model.Registry:
		return pipelineOnly
	case c != nil && c.Kind == model.Bucket:
		return "principals {\n  type        = \"AWS\"\n  identifiers = [aws_iam_role.uploader.arn]\n}"
	}
	return "condition {\n  test     = \"ArnEquals\"\n  variable = \"aws:SourceArn\"\n  values   = [aws_sns_topic.orders.arn]\n}"
}

func entryHCL(to *graph.Node) string {
	if to.Kind == graph.Guests {
		return "allow_unauthenticated_identities = false"
	}
	if e, ok := to.Object.(*model.Endpoint); ok && e.Kind == model.HTTPRoute {
		return "authorization_type = \"JWT\" # with authorizer_id; or \"AWS_IAM\""
	}
	return "authorization_type = \"AWS_IAM\""
}

func powerHCL(privilege string) string {
	switch privilege {
	case graph.EverySecret:
		return "resources = [aws_secretsmanager_secret.orders.arn]"
	case graph.EveryStore:
		return "resources = [aws_dynamodb_table.orders.arn]"
	default:
		return "actions   = [\"dynamodb:PutItem\"]\nresources = [aws_dynamodb_table.orders.arn]"
	}
}
