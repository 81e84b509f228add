package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// makeFunctionURL adapts aws_lambda_function_url. Its authorization type has no default.
func makeFunctionURL(r resource) {
	e := &model.Endpoint{
		Head:           r.headNamed("function_name"),
		Kind:           model.FunctionURL,
		Auth:           model.Map(r.str("authorization_type"), urlAuth),
		ValidatorPlace: r.place(""),
	}
	e.ID = r.str("function_url")
	if n, known := r.blocks("cors"); n > 0 || !known {
		e.CORS = &model.CORS{
			Place: r.place("cors"), Origins: r.strs("cors.0.allow_origins"), Methods: r.strs("cors.0.allow_methods"),
			Headers: r.strs("cors.0.allow_headers"), Credentials: r.flag("cors.0.allow_credentials").Or(false),
		}
	}
	r.b.sys.Endpoints = append(r.b.sys.Endpoints, e)
	r.b.declare(r, e)
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
	if e, ok := object[*model.Endpoint](r); ok {
		e.Function = functionNamed(r, "function_name")
	}
}

// finishFunctionURL keeps a URL judged whose function is not in the plan.
func finishFunctionURL(r resource) {
	if e, ok := object[*model.Endpoint](r); ok && len(e.Function.To) == 0 {
		e.Function.To = []*model.Function{outside(r)}
		e.Function.Elsewhere = false
	}
}
