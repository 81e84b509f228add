package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeFunctionURL adapts aws_lambda_function_url. Its authorization type has no default.
func makeFunctionURL(r resource) {
	e := &model.Endpoint{
		Head:           r.HeadNamed("function_name"),
		Kind:           model.FunctionURL,
		Auth:           model.Map(r.Str("authorization_type"), urlAuth),
		ValidatorPlace: r.Place(""),
	}
	e.ID = r.Str("function_url")
	if n, known := r.Blocks("cors"); n > 0 || !known {
		e.CORS = &model.CORS{
			Place: r.Place("cors"), Origins: r.Strs("cors.0.allow_origins"), Methods: r.Strs("cors.0.allow_methods"),
			Headers: r.Strs("cors.0.allow_headers"), Credentials: r.Flag("cors.0.allow_credentials").Or(false),
		}
	}
	r.b.Sys.Endpoints = append(r.b.Sys.Endpoints, e)
	r.b.Declare(r, e)
}

func urlAuth(kind string) model.AuthKind {
	switch kind {
	case "NONE":
		return model.NoAuth
	case "AWS_IAM":
		return model.IAMAuth
	default:
		return model.OtherAuth
	}
}

func linkFunctionURL(r resource) {
	if e, ok := base.Own[*model.Endpoint](r); ok {
		e.Function = functionNamed(r, "function_name")
	}
}

// finishFunctionURL keeps a URL judged whose function is not in the plan.
func finishFunctionURL(r resource) {
	if e, ok := base.Own[*model.Endpoint](r); ok && len(e.Function.To) == 0 {
		e.Function.To = []*model.Function{outside(r)}
		e.Function.Elsewhere = false
	}
}
