package awstest_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	lambdatypes "github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/smithy-go"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// models are read once for all tests.
var models = sync.OnceValues(func() (*wire.Models, error) { return wire.Load(context.Background()) })

// account is a running stand-in with real SDK clients.
type account struct {
	*awstest.Server
	t *testing.T

	config aws.Config
	lambda *lambda.Client
	iam    *iam.Client
	logs   *cloudwatchlogs.Client
	kms    *kms.Client
	sqs    *sqs.Client
	events *eventbridge.Client
	api    *apigateway.Client
}

func open(t *testing.T, o awstest.Options) *account {
	t.Helper()
	m, err := models()
	if err != nil {
		t.Fatal(err)
	}
	o.Models = m
	server := awstest.Start(t, o)
	config := aws.Config{
		Region: "eu-central-1", BaseEndpoint: aws.String(server.URL),
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDSTANDIN", SecretAccessKey: "stand-in"}, nil
		}),
		// No retries, and so no waiting, unless a test wants them.
		Retryer: func() aws.Retryer { return aws.NopRetryer{} },
	}
	return &account{
		Server: server, t: t, config: config,
		lambda: lambda.NewFromConfig(config), iam: iam.NewFromConfig(config), logs: cloudwatchlogs.NewFromConfig(config),
		kms: kms.NewFromConfig(config), sqs: sqs.NewFromConfig(config), events: eventbridge.NewFromConfig(config),
		api: apigateway.NewFromConfig(config),
	}
}

// must gives the answer of a call that has to succeed.
func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// wantError wants an error with a code and, in any case of letters, a text.
func wantError(t *testing.T, err error, code, text string) {
	t.Helper()
	var got smithy.APIError
	if !errors.As(err, &got) {
		t.Fatalf("got error %v, want %s", err, code)
	}
	if got.ErrorCode() != code || !strings.Contains(strings.ToLower(got.ErrorMessage()), strings.ToLower(text)) {
		t.Fatalf("got %s: %s\nwant %s: %s", got.ErrorCode(), got.ErrorMessage(), code, text)
	}
}

const (
	roleARN     = "arn:aws:iam::123456789012:role/orders"
	lambdaTrust = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}}`
)

// role makes the role "orders" with a policy that allows the given actions on anything.
func (a *account) role(actions ...string) {
	a.t.Helper()
	must[*iam.CreateRoleOutput](a.t)(a.iam.CreateRole(a.t.Context(), &iam.CreateRoleInput{
		RoleName: aws.String("orders"), AssumeRolePolicyDocument: aws.String(lambdaTrust),
	}))
	if len(actions) > 0 {
		a.permit(actions...)
	}
}

func (a *account) permit(actions ...string) {
	a.t.Helper()
	document := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["` + strings.Join(actions, `","`) + `"],"Resource":"*"}]}`
	must[*iam.PutRolePolicyOutput](a.t)(a.iam.PutRolePolicy(a.t.Context(), &iam.PutRolePolicyInput{
		RoleName: aws.String("orders"), PolicyName: aws.String("own"), PolicyDocument: aws.String(document),
	}))
}

// archive is a zip with one file.
func archive(t *testing.T, text string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	f := must[io.Writer](t)(z.Create("app.py"))
	must[int](t)(f.Write([]byte(text)))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// plainFunction is the smallest function that AWS takes.
func plainFunction(t *testing.T) *lambda.CreateFunctionInput {
	t.Helper()
	return &lambda.CreateFunctionInput{
		FunctionName: aws.String("orders"), Role: aws.String(roleARN), Runtime: "python3.13", Handler: aws.String("app.handler"),
		Code: &lambdatypes.FunctionCode{ZipFile: archive(t, "def handler(e, c): pass")},
	}
}

func (a *account) function() {
	a.t.Helper()
	must[*lambda.CreateFunctionOutput](a.t)(a.lambda.CreateFunction(a.t.Context(), plainFunction(a.t)))
}

// wantLeft wants exactly these differences from the fixtures.
func (a *account) wantLeft(want ...string) {
	a.t.Helper()
	got := a.Left()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		a.t.Fatalf("left:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// post sends a request of the json protocol by hand, for services without client here.
func (a *account) post(service, target, body string) (int, string) {
	a.t.Helper()
	req := must[*http.Request](a.t)(http.NewRequestWithContext(a.t.Context(), http.MethodPost, a.URL, strings.NewReader(body)))
	req.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=AKID/20260131/eu-central-1/"+service+"/aws4_request, SignedHeaders=host, Signature=0")
	req.Header.Set("X-Amz-Target", target)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		a.t.Fatal(err)
	}
	defer res.Body.Close()
	return res.StatusCode, string(must[[]byte](a.t)(io.ReadAll(res.Body)))
}

// clock is a clock that tests set.
type clock struct{ at time.Time }

func newClock() *clock { return &clock{at: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time { return c.at }
