package provider_test

import (
	"context"
	"strconv"
	"sync"
	"testing"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
	"github.com/slsguard/terraform-provider-slsguard/internal/provider"
)

// models are read once for all tests.
var models = sync.OnceValues(func() (*wire.Models, error) { return wire.Load(context.Background()) })

// fastClock goes on by itself when somebody waits.
type fastClock struct {
	mu  sync.Mutex
	now time.Time
}

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

// noLimit lets the SDK retry as often as it likes: a stand-in has no quota to protect.
type noLimit struct{}

func (noLimit) GetToken(context.Context, uint) (func() error, error) {
	return func() error { return nil }, nil
}
func (noLimit) AddTokens(uint) error { return nil }

// standIn is AWS for a test: the stand-in server, and the provider connected to it.
type standIn struct {
	*awstest.Server
	clock *fastClock
	made  int // ids
}

// openAWS starts a stand-in with what the configurations of these tests refer to.
func openAWS(t *testing.T, delays awstest.Delays) *standIn {
	t.Helper()
	m, err := models()
	if err != nil {
		t.Fatal(err)
	}
	s := &standIn{clock: &fastClock{now: today()}}
	s.Server = awstest.Start(t, awstest.Options{Models: m, Clock: s.clock.Now, Delays: delays})
	s.Change(func(w *awstest.World) {
		w.AddQueue("orders", map[string]string{"VisibilityTimeout": "180"})
		w.AddQueue("failed", nil)
		w.AddStream("orders")
		w.AddTopic("orders")
		w.AddTable("orders")
		w.AddWebACL("orders")
		w.AddObject("orders", "in/a", nil)
		w.APIAccount["cloudwatchRoleArn"] = "arn:aws:iam::123456789012:role/api-logs"
	})
	s.MarkFixtures()
	return s
}

// providers gives the provider connected to the stand-in, without anything that takes time.
func (s *standIn) providers() map[string]func() (tfprotov6.ProviderServer, error) {
	connect := func(context.Context, provider.AWSSettings) (cloud.Deployer, error) {
		return aws.New(s.config(), aws.Options{Clock: s.clock, NewID: s.newID}), nil
	}
	factory := provider.New(provider.Options{Version: "0.0.0-test", ConnectAWS: connect, Now: s.clock.Now})
	return map[string]func() (tfprotov6.ProviderServer, error){
		"slsguard": providerserver.NewProtocol6WithError(factory()),
	}
}

func (s *standIn) config() awssdk.Config {
	return awssdk.Config{
		Region: "eu-central-1", BaseEndpoint: &s.URL,
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
}

func (s *standIn) newID() string {
	s.made++
	return "token" + strconv.Itoa(s.made)
}

// nothingLeft checks that a destroy left the account as it was.
func (s *standIn) nothingLeft(t *testing.T) {
	t.Helper()
	for _, left := range s.Left() {
		t.Errorf("after destroy: %s", left)
	}
}
