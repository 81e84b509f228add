package aws

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/apigateway/types"
	lambdatypes "github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// testClock goes on when somebody waits, and can be stopped.
type testClock struct {
	now   time.Time
	slept time.Duration
	stop  error
}

func (c *testClock) Now() time.Time { return c.now }

func (c *testClock) Sleep(_ context.Context, d time.Duration) error {
	c.now, c.slept = c.now.Add(d), c.slept+d
	return c.stop
}

func TestRetry(t *testing.T) {
	passing, permanent := errors.New("passing"), errors.New("permanent")
	again := func(err error) bool { return errors.Is(err, passing) }
	for _, c := range []struct {
		name    string
		errs    []error // of one call after the other; the last for all others
		stop    error
		want    []error
		calls   int
		atMost  time.Duration
		atLeast time.Duration
	}{
		{name: "at once", errs: []error{nil}, calls: 1},
		{name: "a permanent error is not repeated", errs: []error{permanent}, want: []error{permanent}, calls: 1},
		{name: "a passing one is", errs: []error{passing, passing, nil}, calls: 3, atLeast: 3 * time.Second, atMost: 3 * time.Second},
		{name: "a permanent one after it ends it", errs: []error{passing, permanent}, want: []error{permanent}, calls: 2, atMost: time.Second},
		{name: "the cap gives the last real error", errs: []error{passing}, want: []error{passing}, calls: 9, atMost: time.Minute},
		{name: "so does a cancelled context", errs: []error{passing}, stop: context.Canceled, want: []error{passing, context.Canceled}, calls: 1, atMost: time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			clock, calls := &testClock{stop: c.stop}, 0
			d := NewWith(Clients{}, "eu-central-1", Options{Clock: clock})
			err := d.retry(t.Context(), "a test", time.Minute, again, func() error {
				calls++
				return c.errs[min(calls, len(c.errs))-1]
			})
			if len(c.want) == 0 && err != nil {
				t.Errorf("got %v", err)
			}
			for _, want := range c.want {
				if !errors.Is(err, want) {
					t.Errorf("got %v, want %v in it", err, want)
				}
			}
			if calls != c.calls || clock.slept > c.atMost || clock.slept < c.atLeast {
				t.Errorf("%d calls in %s", calls, clock.slept)
			}
		})
	}
}

func TestErrorsAreTold(t *testing.T) {
	api := func(code, message string, fault smithy.ErrorFault) error {
		return &smithy.GenericAPIError{Code: code, Message: message, Fault: fault}
	}
	for _, c := range []struct {
		name string
		got  bool
		want bool
	}{
		{"role not known yet", notSpread(api("InvalidParameterValueException", "The role defined for the function cannot be assumed by Lambda.", smithy.FaultClient)), true},
		{"any other parameter", notSpread(api("InvalidParameterValueException", "Unzipped size must be smaller", smithy.FaultClient)), false},
		{"an update in progress", busy(api("ResourceConflictException", "The operation cannot be performed at this time. An update is in progress", smithy.FaultClient)), true},
		{"a statement id that is taken", busy(api("ResourceConflictException", "The statement id (a) provided already exists.", smithy.FaultClient)), false},
		{"a role that is there", exists(api("EntityAlreadyExists", "", smithy.FaultClient)), true},
		{"a server's fault may have done it", notRefused(api("InternalFailure", "", smithy.FaultServer)), true},
		{"a refusal has not", notRefused(api("ValidationException", "", smithy.FaultClient)), false},
		{"a broken connection may have", notRefused(errors.New("connection reset")), true},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %v", c.name, c.got)
		}
	}
}

// plans is API Gateway's usage plans, which the stand-in does not have.
type plans struct {
	Gateway
	plans map[string]*types.UsagePlan
	keys  map[string]bool
	// patched are the changes of plans: "replace /throttle/burstLimit 2".
	patched []string
}

func (p *plans) CreateUsagePlan(_ context.Context, in *apigateway.CreateUsagePlanInput, _ ...func(*apigateway.Options)) (*apigateway.CreateUsagePlanOutput, error) {
	id := "plan1"
	p.plans[id] = &types.UsagePlan{Id: &id, Name: in.Name, ApiStages: in.ApiStages, Tags: in.Tags, Throttle: in.Throttle}
	return &apigateway.CreateUsagePlanOutput{Id: &id}, nil
}

func (p *plans) GetUsagePlan(_ context.Context, in *apigateway.GetUsagePlanInput, _ ...func(*apigateway.Options)) (*apigateway.GetUsagePlanOutput, error) {
	plan, ok := p.plans[*in.UsagePlanId]
	if !ok {
		return nil, &types.NotFoundException{}
	}
	return &apigateway.GetUsagePlanOutput{Id: plan.Id, ApiStages: plan.ApiStages, Throttle: plan.Throttle}, nil
}

func (p *plans) GetUsagePlans(context.Context, *apigateway.GetUsagePlansInput, ...func(*apigateway.Options)) (*apigateway.GetUsagePlansOutput, error) {
	out := &apigateway.GetUsagePlansOutput{}
	for _, plan := range p.plans {
		out.Items = append(out.Items, *plan)
	}
	return out, nil
}

func (p *plans) UpdateUsagePlan(_ context.Context, in *apigateway.UpdateUsagePlanInput, _ ...func(*apigateway.Options)) (*apigateway.UpdateUsagePlanOutput, error) {
	for _, op := range in.PatchOperations {
		p.patched = append(p.patched, string(op.Op)+" "+*op.Path+" "+*op.Value)
		if op.Op == types.OpRemove {
			p.plans[*in.UsagePlanId].ApiStages = nil
		}
	}
	return &apigateway.UpdateUsagePlanOutput{}, nil
}

func (p *plans) DeleteUsagePlan(_ context.Context, in *apigateway.DeleteUsagePlanInput, _ ...func(*apigateway.Options)) (*apigateway.DeleteUsagePlanOutput, error) {
	if len(p.plans[*in.UsagePlanId].ApiStages) > 0 {
		return nil, &types.BadRequestException{Message: awssdk.String("Cannot delete usage plan with API stages")}
	}
	delete(p.plans, *in.UsagePlanId)
	return &apigateway.DeleteUsagePlanOutput{}, nil
}

func (p *plans) GetUsagePlanKeys(context.Context, *apigateway.GetUsagePlanKeysInput, ...func(*apigateway.Options)) (*apigateway.GetUsagePlanKeysOutput, error) {
	out := &apigateway.GetUsagePlanKeysOutput{}
	for id := range p.keys {
		out.Items = append(out.Items, types.UsagePlanKey{Id: &id})
	}
	return out, nil
}

func (p *plans) CreateUsagePlanKey(_ context.Context, in *apigateway.CreateUsagePlanKeyInput, _ ...func(*apigateway.Options)) (*apigateway.CreateUsagePlanKeyOutput, error) {
	p.keys[*in.KeyId] = true
	return &apigateway.CreateUsagePlanKeyOutput{}, nil
}

func (p *plans) DeleteUsagePlanKey(_ context.Context, in *apigateway.DeleteUsagePlanKeyInput, _ ...func(*apigateway.Options)) (*apigateway.DeleteUsagePlanKeyOutput, error) {
	delete(p.keys, *in.KeyId)
	return &apigateway.DeleteUsagePlanKeyOutput{}, nil
}

func TestUsagePlan(t *testing.T) {
	fake := &plans{plans: map[string]*types.UsagePlan{}, keys: map[string]bool{}}
	d := NewWith(Clients{Gateway: fake}, "eu-central-1", Options{Clock: &testClock{}})
	l := newLedger("trigger a", nil, nil, func() string { return "token" }, func(cloud.Objects) {})
	apply := func(keys ...string) {
		t.Helper()
		trigger := &harden.Trigger{API: &harden.API{Name: "a", APIKeys: keys, Stage: harden.Stage{Name: "v1", Rate: 5, Burst: 2}}}
		if err := d.ensureUsagePlan(t.Context(), l, "api1", trigger); err != nil {
			t.Fatal(err)
		}
	}
	apply("k1", "k2")
	apply("k2", "k3")
	if len(fake.patched) > 0 {
		t.Errorf("a plan that is right was patched: %v", fake.patched)
	}
	fake.plans["plan1"].Throttle.BurstLimit, fake.plans["plan1"].ApiStages = 900, nil
	apply("k2", "k3")
	if diff := cmp.Diff([]string{"replace /throttle/burstLimit 2", "add /apiStages api1:v1"}, fake.patched); diff != "" {
		t.Errorf("drift is healed by:\n%s", diff)
	}
	if diff := cmp.Diff(map[string]bool{"k2": true, "k3": true}, fake.keys); diff != "" || len(fake.plans) != 1 {
		t.Errorf("%d plans, keys:\n%s", len(fake.plans), diff)
	}
	// An answer that was lost: the plan is found by its token.
	l.objects = l.objects.Without(usagePlanObject, "plan1").With(usagePlanObject+begun, "a")
	apply("k3")
	if len(fake.plans) != 1 || l.id(usagePlanObject) != "plan1" {
		t.Errorf("%d plans, ledger %v", len(fake.plans), l.objects)
	}
	apply()
	if len(fake.plans) != 0 || l.id(usagePlanObject) != "" {
		t.Errorf("%d plans are left, ledger %v", len(fake.plans), l.objects)
	}
}

func TestRecordedBeforeMade(t *testing.T) {
	var saved []string
	l := newLedger("function a", map[string]string{"team": "x"}, nil, func() string { return "token" }, func(objects cloud.Objects) {
		last := objects[len(objects)-1]
		saved = append(saved, last.Kind+"="+last.ID)
	})
	l.begin(roleObject, "a")
	l.made(roleObject, "a")
	if got := strings.Join(saved, ", "); got != "token=token, role begun=a, role=a" {
		t.Errorf("saved %s", got)
	}
	if !l.owns(l.tags()) || l.owns(map[string]string{tagToken: "other"}) || reopen(nil, nil).owns(map[string]string{}) {
		t.Error("a resource must know its own objects, and no others")
	}
	if diff := cmp.Diff(map[string]string{"team": "x"}, declaredTags(l.tags())); diff != "" {
		t.Error(diff)
	}
}

func TestEverySettingIsSent(t *testing.T) {
	want := harden.Function{
		Name: "orders", Runtime: "python3.13", Handler: "app.handler", Memory: 128, Timeout: 30, EphemeralStorage: 512,
		Environment: map[string]string{"A": "b"}, Layers: []string{"layer"}, Tracing: "Active",
		Network:    &harden.Network{SubnetIDs: []string{"subnet-1"}, SecurityGroupIDs: []string{"sg-1"}},
		FileSystem: &spec.FileSystem{AccessPoint: "access-point", Path: "/mnt/data"},
		Logging:    harden.Logging{Format: "JSON", Application: "INFO", System: "INFO", Group: "group"},
		Key:        harden.Key{ARN: "key"}, DeadLetter: harden.DeadLetter{ARN: "queue"}, Role: harden.Role{Name: "role"},
	}
	sent := updateInput(want)
	is := configuration(&lambdatypes.FunctionConfiguration{
		FunctionName: sent.FunctionName, Runtime: sent.Runtime, Handler: sent.Handler, MemorySize: sent.MemorySize, Timeout: sent.Timeout,
		EphemeralStorage: sent.EphemeralStorage, Environment: &lambdatypes.EnvironmentResponse{Variables: sent.Environment.Variables},
		Layers: []lambdatypes.Layer{{Arn: &sent.Layers[0]}}, TracingConfig: &lambdatypes.TracingConfigResponse{Mode: sent.TracingConfig.Mode},
		VpcConfig:         &lambdatypes.VpcConfigResponse{SubnetIds: sent.VpcConfig.SubnetIds, SecurityGroupIds: sent.VpcConfig.SecurityGroupIds},
		FileSystemConfigs: sent.FileSystemConfigs, LoggingConfig: sent.LoggingConfig, KMSKeyArn: sent.KMSKeyArn,
		DeadLetterConfig: sent.DeadLetterConfig, Role: sent.Role,
	})
	if diff := cmp.Diff(want, is); diff != "" {
		t.Errorf("what is sent is not what is read:\n%s", diff)
	}
	// Nothing may be left out, or it would stay as it was.
	empty := updateInput(harden.Function{})
	if empty.Environment.Variables == nil || empty.Layers == nil || empty.VpcConfig.SubnetIds == nil || empty.FileSystemConfigs == nil ||
		empty.DeadLetterConfig.TargetArn == nil || empty.KMSKeyArn == nil {
		t.Errorf("left out: %+v", empty)
	}
}
