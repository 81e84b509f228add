package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/float64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

func httpAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"authorizer": authorizerAttribute(),
		"routes":     routesAttribute(),
		"throttle_rate": schema.Float64Attribute{
			Optional: true, Validators: []validator.Float64{float64validator.Between(0.1, 10000)},
			MarkdownDescription: "Requests a second that the API takes. Default `50`.",
		},
		"throttle_burst": optionalNumber("Requests at once that the API takes. Default `20`.", int64validator.Between(1, 5000)),
		"source_vpces": optionalTexts("Ids of the VPC endpoints from which alone the API can be reached; it is then a private one.",
			matching(`^vpce-`, "want the id of a VPC endpoint")),
		"source_cidrs": optionalTexts("Networks from which alone the API can be reached.",
			matching(`^[0-9a-fA-F.:]+/[0-9]{1,3}$`, "want a network such as 192.0.2.0/24")),
		"web_acl":       optionalText("ARN of a regional WAF web ACL to put in front.", arnValidator{service: "wafv2"}),
		"domain":        domainAttribute(),
		"log_retention": httpLogRetention(),
		"stage_name": optionalText("Name of the stage, the first part of the path. Default `v1`.",
			matching(`^[A-Za-z0-9_-]{1,128}$`, "want letters, digits, - and _")),
	}
}

func authorizerAttribute() schema.Attribute {
	return schema.SingleNestedAttribute{
		Optional:            true,
		MarkdownDescription: "How callers are known. Default: by IAM. An API without authorizer is refused.",
		Attributes: map[string]schema.Attribute{
			"kind": optionalText("`iam` (default), `cognito` or `jwt` (a Lambda authorizer that checks tokens).",
				stringvalidator.OneOf("iam", "cognito", "jwt")),
			"user_pools": optionalTexts("`cognito`: ARNs of the user pools.", arnValidator{service: "cognito-idp"}),
			"scopes":     optionalTexts("`cognito`: OAuth scopes, of which a token must have one."),
			"function": optionalText("`jwt`: ARN of the Lambda authorizer, which checks signature, issuer and audience.",
				arnValidator{service: "lambda"}),
			"pattern": optionalText("`jwt`: regular expression that the Authorization header must fit before the authorizer is asked. " +
				"Default: `Bearer` and a token of three parts."),
			"api_keys": optionalTexts("Ids of API keys, one of which every request must carry besides being authorized."),
		},
	}
}

func routesAttribute() schema.Attribute {
	return schema.ListNestedAttribute{
		Required:            true,
		MarkdownDescription: "Methods and paths that the API takes, each with what a request must look like.",
		Validators:          []validator.List{listvalidator.SizeAtLeast(1)},
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"method": requiredText("`GET`, `POST`, `PUT`, `PATCH`, `DELETE`, `HEAD` or `OPTIONS`. `ANY` is refused: a schema is for "+
				"one method.", stringvalidator.OneOf("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")),
			"path": requiredText("Path such as `/orders/{id}`.", matching(`^/`, "want a path that starts with /")),
			"schema": optionalText("JSON schema (draft 4) of the body. Without one a body is not looked at, which needs an exception "+
				"for methods that have one.", jsonValidator{object: true}),
			"query":   optionalTexts("Query parameters that must be there."),
			"headers": optionalTexts("Headers that must be there."),
		}},
	}
}

func domainAttribute() schema.Attribute {
	return schema.SingleNestedAttribute{
		Optional: true,
		MarkdownDescription: "Custom domain, with TLS 1.2 or later. The default endpoint is then off. Its DNS record is yours to " +
			"make: see `domain_target`.",
		Attributes: map[string]schema.Attribute{
			"name":        requiredText("Name, such as `api.example.com`."),
			"certificate": requiredText("ARN of a certificate in ACM, in the API's region.", arnValidator{service: "acm"}),
			"truststore": optionalText("`s3://` URI of the certificates that clients must be signed by: turns on mutual TLS.",
				matching(`^s3://[^/]+/.+`, "want s3://bucket/key")),
			"truststore_version": optionalText("Version of that object.", stringvalidator.AlsoRequires(
				path.MatchRelative().AtParent().AtName("truststore"))),
		},
	}
}
