package aws_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	eventtypes "github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	kmstypes "github.com/aws/aws-sdk-go-v2/service/kms/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// models are read once for all tests.
var models = sync.OnceValues(func() (*wire.Models, error) { return wire.Load(context.Background()) })

// fastClock goes on by itself when somebody waits.
type fastClock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *fastClock { return &fastClock{now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)} }

func (c *fastClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fastClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

// account is a stand-in with a deployer for it.
type account struct {
	*awstest.Server
	*aws.Deployer
	t     *testing.T
	clock *fastClock
	scope harden.Scope
}

func open(t *testing.T, o awstest.Options) *account {
	t.Helper()
	m, err := models()
	if err != nil {
		t.Fatal(err)
	}
	a := &account{t: t, clock: newClock()}
	o.Models, o.Clock = m, a.clock.Now
	a.Server = awstest.Start(t, o)
	config := awssdk.Config{
		Region: "eu-central-1", BaseEndpoint: awssdk.String(a.URL),
		Credentials: awssdk.CredentialsProviderFunc(func(context.Context) (awssdk.Credentials, error) {
			return awssdk.Credentials{AccessKeyID: "AKIDSTANDIN", SecretAccessKey: "stand-in"}, nil
		}),
		Retryer: func() awssdk.Retryer {
			return retry.NewStandard(func(o *retry.StandardOptions) {
				o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
				o.RateLimiter = noLimit{}
			})
		},
	}
	n := 0
	clients := aws.NewClients(config)
	clients.KMS, clients.Events = listsKeys{clients.KMS, a.Server}, listsRules{clients.Events, a.Server}
	a.Deployer = aws.NewWith(clients, config.Region, aws.Options{Clock: a.clock, NewID: func() string {
		n++
		return "token" + strconv.Itoa(n)
	}})
	if a.scope, err = a.Scope(t.Context()); err != nil {
		t.Fatal(err)
	}
	return a
}

// listsKeys and listsRules answer what the stand-in does not serve, from its state.
type listsKeys struct {
	aws.KMS
	server *awstest.Server
}

func (l listsKeys) ListKeys(context.Context, *kms.ListKeysInput, ...func(*kms.Options)) (*kms.ListKeysOutput, error) {
	out := &kms.ListKeysOutput{}
	l.server.Change(func(w *awstest.World) {
		for id := range w.Keys {
			out.Keys = append(out.Keys, kmstypes.KeyListEntry{
				KeyId: &id, KeyArn: awssdk.String("arn:aws:kms:eu-central-1:123456789012:key/" + id),
			})
		}
	})
	return out, nil
}

type listsRules struct {
	aws.Events
	server *awstest.Server
}

func (l listsRules) ListTargetsByRule(ctx context.Context, in *eventbridge.ListTargetsByRuleInput, o ...func(*eventbridge.Options)) (*eventbridge.ListTargetsByRuleOutput, error) {
	empty := false
	l.server.Change(func(w *awstest.World) {
		r, ok := w.Rules[*in.EventBusName+"/"+*in.Rule]
		empty = ok && len(r.Targets) == 0
	})
	if empty {
		return &eventbridge.ListTargetsByRuleOutput{}, nil
	}
	return l.Events.ListTargetsByRule(ctx, in, o...)
}

func (l listsRules) ListRules(context.Context, *eventbridge.ListRulesInput, ...func(*eventbridge.Options)) (*eventbridge.ListRulesOutput, error) {
	out := &eventbridge.ListRulesOutput{}
	l.server.Change(func(w *awstest.World) {
		for _, r := range w.Rules {
			out.Rules = append(out.Rules, eventtypes.Rule{EventPattern: awssdk.String(r.Config.Str("EventPattern"))})
		}
	})
	return out, nil
}

type noLimit struct{}

func (noLimit) GetToken(context.Context, uint) (func() error, error) {
	return func() error { return nil }, nil
}
func (noLimit) AddTokens(uint) error { return nil }

// code makes a directory with a function's code.
func code(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "app.py"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// declared is the function of the README.
func declared(t *testing.T) spec.Function {
	t.Helper()
	source := spec.Source{Directory: code(t, "def handler(event, context): pass\n")}
	archive, err := source.Archive()
	if err != nil {
		t.Fatal(err)
	}
	source.SHA256 = archive.SHA256
	return spec.Function{
		Name: "orders", Runtime: "python3.12", Handler: "app.handler", Source: source,
		Environment: map[string]string{"TABLE": "orders"},
		Tags:        map[string]string{"team": "shop"},
		AWS: &spec.AWSFunction{Permissions: []spec.Permission{{
			Actions:   []string{"dynamodb:PutItem"},
			Resources: []string{"arn:aws:dynamodb:eu-central-1:123456789012:table/orders"},
		}}},
	}
}

func (a *account) harden(d spec.Function) harden.Function {
	a.t.Helper()
	want, err := harden.MakeFunction(d, a.scope)
	if err != nil {
		a.t.Fatal(err)
	}
	return want
}

// apply brings a function to what is wanted and gives the state as Terraform would keep it: through JSON.
func (a *account) apply(have cloud.FunctionState, want harden.Function) (cloud.FunctionState, error) {
	a.t.Helper()
	last := have
	got, err := a.ApplyFunction(a.t.Context(), have, want, func(s cloud.FunctionState) { last = s })
	if err != nil && len(got.Objects) < len(last.Objects) {
		a.t.Errorf("the state has %d objects, but %d were recorded", len(got.Objects), len(last.Objects))
	}
	return stored(a.t, got), err
}

func (a *account) mustApply(have cloud.FunctionState, want harden.Function) cloud.FunctionState {
	a.t.Helper()
	got, err := a.apply(have, want)
	if err != nil {
		a.t.Fatal(err)
	}
	a.same(got.Settings, want)
	return got
}

func (a *account) same(have, want harden.Function) {
	a.t.Helper()
	for _, d := range harden.DiffFunction(have, want) {
		a.t.Errorf("drift right after apply: %s", d)
	}
}

func (a *account) destroy(have cloud.FunctionState) {
	a.t.Helper()
	if err := a.DeleteFunction(a.t.Context(), have, func(s cloud.FunctionState) { have = s }); err != nil {
		a.t.Fatal(err)
	}
}

// stored takes a state through JSON, as private state does.
func stored[T any](t *testing.T, state T) T {
	t.Helper()
	data, err := json.Marshal(state)
	if err != nil {
		t.Fatal(err)
	}
	var out T
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}
