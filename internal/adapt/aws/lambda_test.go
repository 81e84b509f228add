package aws

import (
	"maps"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestFunction(t *testing.T) {
	sys := family(t, "lambda")
	full := at(t, sys.Functions, "aws_lambda_function.full")
	plain := at(t, sys.Functions, "aws_lambda_function.plain")
	for _, c := range []struct{ what, got, want string }{
		{"timeout", shown(full.Timeout), "60"},
		{"default timeout", shown(plain.Timeout), "3"},
		{"reserved", shown(full.Bounded), "5"},
		{"not reserved", shown(plain.Bounded), "(absent)"},
		{"loop allowed", shown(full.Loop), "true"},
		{"place of loop", full.Loop.Place.Address(), "aws_lambda_function_recursion_config.full"},
		{"default loop", shown(plain.Loop), "false"},
		{"retries", shown(full.Retries), "0"},
		{"default retries", shown(plain.Retries), "2"},
		{"tracing", shown(full.Tracing), "true"},
		{"no tracing", shown(plain.Tracing), "false"},
		{"runtime", shown(full.Runtime), "python3.13"},
		{"no runtime", shown(plain.Runtime), "(absent)"},
		{"identity", leads(full.Identity), "aws_iam_role.fn"},
		{"foreign identity", leads(plain.Identity), ""},
		{"environment key", leads(full.EnvKey), "aws_kms_key.env"},
		{"code in a bucket", leads(full.Code), "aws_s3_bucket.code"},
		{"code in an image", leads(plain.Code), "aws_ecr_repository.images"},
		{"dead letter", leads(full.DeadLetter), "aws_sqs_queue.dlq"},
		{"failure", leads(full.Failure[0]), "aws_sqs_queue.dlq"},
		{"file system", leads(full.Filesystem[0]), "aws_efs_file_system.shared"},
		{"own layer", leads(full.Layers[0]), "aws_lambda_layer_version.shared"},
		{"foreign layer", leads(full.Layers[1]), ""},
		{"foreign layer's ARN", shown(full.Layers[1].Text), "arn:aws:lambda:eu-central-1:999999999999:layer:theirs:3"},
	} {
		equal(t, c.what, c.got, c.want)
	}
	equal(t, "layers", len(full.Layers), 2)
	equal(t, "file system is used", at(t, sys.Encrypted, "aws_efs_file_system.shared").Serverless, true)
}

// TestVariables: the replayed random provider does not mark its result as sensitive, so that nothing tells which of
// the two unknown variables holds it; the real aws provider marks the secret of an access key.
func TestVariables(t *testing.T) {
	sys := family(t, "lambda")
	for _, c := range []struct {
		function string
		want     map[string]string
	}{
		{"full", map[string]string{
			"API_KEY": "", "TABLE": "aws_dynamodb_table.orders.name ;", "QUEUE": "", "DB_PASSWORD": "",
			"": "aws_sqs_queue.jobs.url ;random_password.db.result password;",
		}},
		{"marked", map[string]string{
			"TABLE": "aws_dynamodb_table.orders.name ;", "SECRET": "aws_iam_access_key.ci.secret long-lived access key;",
		}},
		{"dynamic", map[string]string{
			"PASSWORD": "a value that Terraform marks as sensitive sensitive value;", "LEVEL": "",
		}},
		{"merged", map[string]string{"A": "", "B": "", "TABLE": "aws_dynamodb_table.orders.name ;"}},
	} {
		got := map[string]string{}
		for _, v := range at(t, sys.Functions, "aws_lambda_function."+c.function).Variables {
			got[v.Name] = ""
			for _, p := range v.From {
				got[v.Name] += p.Note + " " + string(p.Holds) + ";"
			}
		}
		if !maps.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.function, got, c.want)
		}
	}
}

func TestTexts(t *testing.T) {
	sys := family(t, "lambda")
	texts := map[string]string{}
	for _, x := range sys.Texts {
		texts[x.Place.Address()+" "+x.Place.Attribute()] = x.Kind + ": " + shown(x.Value)
	}
	for place, want := range map[string]string{
		"aws_lambda_function.full environment.0.variables.API_KEY":     "environment variable: not-a-secret",
		"aws_lambda_function.full environment.0.variables.DB_PASSWORD": "environment variable: (unknown)",
		"aws_lambda_function.plain image_config.0.command.1":           "image command: abc",
	} {
		equal(t, place, texts[place], want)
	}
}

func TestPermissions(t *testing.T) {
	sys := family(t, "lambda")
	full := at(t, sys.Functions, "aws_lambda_function.full")
	grants := map[string]*model.Grant{}
	for _, g := range full.Grants {
		grants[g.Place.Address()] = g
		equal(t, "place", g.Place.Attribute(), "principal")
		equal(t, g.Place.Address()+" certain", g.Certain.String(), "true")
	}
	for _, c := range []struct {
		name   string
		kind   model.PrincipalKind
		can    model.Ability
		pinned string
	}{
		{"anyone", model.Anyone, model.Invoke, "false"},
		{"url", model.Anyone, model.Invoke, "false"},
		{"bucket", model.ServicePrincipal, model.Invoke, "true"},
		{"account", model.AccountPrincipal, model.Manage, "true"},
		{"role", model.IdentityHolder, model.UpdateCode, "false"},
	} {
		g := grants["aws_lambda_permission."+c.name]
		if g == nil {
			t.Errorf("%s: not on the function", c.name)
			continue
		}
		equal(t, c.name+" kind", g.Principal.Kind, c.kind)
		equal(t, c.name+" ability", g.Can(c.can), true)
		equal(t, c.name+" pinned", g.Pinned().String(), c.pinned)
	}
	equal(t, "limited by URL", grants["aws_lambda_permission.url"].LimitedBy(model.URLAuth).String(), "true")
	equal(t, "grants", len(grants), 5)
	elsewhere := at(t, sys.Functions, "aws_lambda_permission.elsewhere")
	equal(t, "permission of a function elsewhere", elsewhere.Grants[0].Principal.Kind, model.Anyone)
	equal(t, "is outside", elsewhere.Outside, true)
}

func TestLambdaAbilities(t *testing.T) {
	for action, want := range map[string]model.Ability{
		"lambda:InvokeFunction": model.Invoke, "lambda:InvokeFunctionUrl": model.Invoke, "lambda:Invoke*": model.Invoke,
		"lambda:GetFunction": model.Read, "lambda:DeleteFunction": model.Delete, "lambda:AddPermission": model.Manage,
		"lambda:UpdateFunctionCode": model.UpdateCode, "lambda:*": model.UpdateCode, "*": model.Invoke,
	} {
		g := &model.Grant{Abilities: lambdaAbilities(action)}
		equal(t, action, g.Can(want), true)
	}
	invoke := &model.Grant{Abilities: lambdaAbilities("lambda:InvokeFunction")}
	equal(t, "InvokeFunction may change code", invoke.Can(model.UpdateCode, model.Manage), false)
}

func TestUnqualified(t *testing.T) {
	for name, want := range map[string]string{
		"f":      "f",
		"f:live": "f",
		"arn:aws:lambda:eu-central-1:111111111111:function:f":      "arn:aws:lambda:eu-central-1:111111111111:function:f",
		"arn:aws:lambda:eu-central-1:111111111111:function:f:live": "arn:aws:lambda:eu-central-1:111111111111:function:f",
		"111111111111:function:f":                                  "f",
		"111111111111:function:f:1":                                "f",
		"":                                                         "",
		":::":                                                      ":::",
	} {
		equal(t, name, unqualified(name), want)
	}
}

func TestFunctionURL(t *testing.T) {
	sys := family(t, "lambda")
	open := at(t, sys.Endpoints, "aws_lambda_function_url.open")
	signed := at(t, sys.Endpoints, "aws_lambda_function_url.signed")
	equal(t, "auth", shown(open.Auth), "none")
	equal(t, "auth's place", open.Auth.Place.Attribute(), "authorization_type")
	equal(t, "signed auth", shown(signed.Auth), "IAM")
	equal(t, "function", leads(open.Function), "aws_lambda_function.full")
	equal(t, "no CORS", signed.CORS == nil, true)
	equal(t, "origins", shown(open.CORS.Origins), "[*]")
	equal(t, "methods", shown(open.CORS.Methods), "[GET POST]")
	equal(t, "credentials", shown(open.CORS.Credentials), "true")
}

func TestMapping(t *testing.T) {
	sys := family(t, "lambda")
	for _, c := range []struct{ name, source, function, filtered, batch, retries, bisect, enabled, dead string }{
		{"queue", "aws_sqs_queue.jobs", "aws_lambda_function.full", "true", "10", "(absent)", "false", "true", ""},
		{"stream", "aws_kinesis_stream.clicks", "aws_lambda_function.full", "false", "100", "-1", "true", "true", "aws_sqs_queue.dlq"},
		{"kafka", "", "aws_lambda_function.plain", "false", "100", "(absent)", "false", "false", ""},
	} {
		m := at(t, sys.Triggers, "aws_lambda_event_source_mapping."+c.name)
		for _, x := range []struct{ what, got, want string }{
			{"source", leads(m.Source), c.source},
			{"function", leads(m.Function), c.function},
			{"filtered", m.Filtered.String(), c.filtered},
			{"batch size", shown(m.BatchSize), c.batch},
			{"retries", shown(m.Retries), c.retries},
			{"bisect", shown(m.Bisect), c.bisect},
			{"enabled", shown(m.Enabled), c.enabled},
			{"dead letter", leads(m.DeadLetter), c.dead},
		} {
			equal(t, c.name+" "+x.what, x.got, x.want)
		}
	}
}

func TestLayerPermission(t *testing.T) {
	l := at(t, family(t, "lambda").Layers, "aws_lambda_layer_version.shared")
	if len(l.Grants) != 1 {
		t.Fatalf("got %d grants, want 1", len(l.Grants))
	}
	equal(t, "principal", l.Grants[0].Principal.Kind, model.Anyone)
	equal(t, "certain", l.Grants[0].Certain.String(), "true")
	equal(t, "place", l.Grants[0].Place.Address(), "aws_lambda_layer_version_permission.everyone")
}
