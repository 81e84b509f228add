package provider

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var (
	_ function.Function = arnParse{}
	_ function.Function = arnBuild{}
)

// arn is an Amazon Resource Name: arn:partition:service:region:account:resource.
type arn struct {
	Partition string `tfsdk:"partition"`
	Service   string `tfsdk:"service"`
	Region    string `tfsdk:"region"`
	Account   string `tfsdk:"account_id"`
	Resource  string `tfsdk:"resource"`
}

// parseARN checks the parts' form too, so that a wildcard or a typing error does not pass for an ARN.
func parseARN(text string) (arn, error) {
	parts := strings.SplitN(text, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" {
		return arn{}, fmt.Errorf("%q is not an ARN (want arn:partition:service:region:account:resource)", text)
	}
	a := arn{parts[1], parts[2], parts[3], parts[4], parts[5]}
	return a, a.check()
}

func (a arn) check() error {
	for _, part := range []struct{ name, value, form string }{
		{"partition", a.Partition, `aws(-[a-z]+)*`},
		{"service", a.Service, `[a-z0-9-]+`},
		{"region", a.Region, `([a-z]{2,}(-[a-z]+)+-\d+)?`},
		{"account id", a.Account, `(\d{12}|aws)?`},
		{"resource", a.Resource, `.+`},
	} {
		if !regexp.MustCompile(`^(?:` + part.form + `)$`).MatchString(part.value) {
			return fmt.Errorf("the %s %q of an ARN does not have the form %s", part.name, part.value, part.form)
		}
	}
	return nil
}

func (a arn) String() string {
	return strings.Join([]string{"arn", a.Partition, a.Service, a.Region, a.Account, a.Resource}, ":")
}

// arnParse is provider::slsguard::arn_parse.
type arnParse struct{}

func (arnParse) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "arn_parse"
}

func (arnParse) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Takes an ARN apart",
		MarkdownDescription: "Returns an object with the parts of an Amazon Resource Name: `partition`, `service`, `region`, " +
			"`account_id` and `resource`. Region and account are empty where the service leaves them out. What is not " +
			"an ARN is an error.",
		Parameters: []function.Parameter{function.StringParameter{
			Name: "arn", MarkdownDescription: "The ARN, such as `arn:aws:sqs:eu-central-1:123456789012:orders`.",
		}},
		Return: function.ObjectReturn{AttributeTypes: map[string]attr.Type{
			"partition": types.StringType, "service": types.StringType, "region": types.StringType,
			"account_id": types.StringType, "resource": types.StringType,
		}},
	}
}

func (arnParse) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text string
	if resp.Error = req.Arguments.Get(ctx, &text); resp.Error != nil {
		return
	}
	a, err := parseARN(text)
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, err.Error())
		return
	}
	resp.Error = resp.Result.Set(ctx, a)
}

// arnBuild is provider::slsguard::arn_build.
type arnBuild struct{}

func (arnBuild) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "arn_build"
}

func (arnBuild) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	parameter := func(name, description string) function.Parameter {
		return function.StringParameter{Name: name, MarkdownDescription: description}
	}
	resp.Definition = function.Definition{
		Summary:             "Builds an ARN",
		MarkdownDescription: "Returns the Amazon Resource Name of its parts. Parts that cannot stand in an ARN are an error.",
		Parameters: []function.Parameter{
			parameter("partition", "`aws`, `aws-cn`, `aws-us-gov` or another partition."),
			parameter("service", "Service as ARNs write it, such as `dynamodb`."),
			parameter("region", "Region, such as `eu-central-1`; empty for services without regions."),
			parameter("account_id", "The account's twelve digits; empty for services without accounts."),
			parameter("resource", "The rest, such as `table/orders`."),
		},
		Return: function.StringReturn{},
	}
}

func (arnBuild) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var a arn
	if resp.Error = req.Arguments.Get(ctx, &a.Partition, &a.Service, &a.Region, &a.Account, &a.Resource); resp.Error != nil {
		return
	}
	if err := a.check(); err != nil {
		resp.Error = function.NewFuncError(err.Error())
		return
	}
	resp.Error = resp.Result.Set(ctx, a.String())
}
