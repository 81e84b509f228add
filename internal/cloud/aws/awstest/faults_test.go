package awstest_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	lambdatypes "github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
)

func TestIAMIsEventual(t *testing.T) {
	t.Run("by checks", func(t *testing.T) {
		a := open(t, awstest.Options{Delays: awstest.Delays{IAMChecks: 2}})
		a.role()
		for range 2 {
			_, err := a.lambda.CreateFunction(t.Context(), plainFunction(t))
			wantError(t, err, "InvalidParameterValueException", "cannot be assumed by Lambda")
		}
		a.function()
	})
	t.Run("by time", func(t *testing.T) {
		c := newClock()
		a := open(t, awstest.Options{Clock: c.now, Delays: awstest.Delays{IAMTime: 8 * time.Second}})
		a.role()
		_, err := a.lambda.CreateFunction(t.Context(), plainFunction(t))
		wantError(t, err, "InvalidParameterValueException", "cannot be assumed by Lambda")
		c.at = c.at.Add(8 * time.Second)
		a.function()
	})
	t.Run("permissions stay as they were for a while", func(t *testing.T) {
		a := open(t, awstest.Options{})
		a.role("xray:PutTraceSegments")
		a.SetDelays(awstest.Delays{IAMChecks: 1})
		a.permit("logs:PutLogEvents")
		in := plainFunction(t)
		in.TracingConfig = &lambdatypes.TracingConfig{Mode: "Active"}
		must[*lambda.CreateFunctionOutput](t)(a.lambda.CreateFunction(t.Context(), in))
		in.FunctionName = aws.String("late")
		_, err := a.lambda.CreateFunction(t.Context(), in)
		wantError(t, err, "InvalidParameterValueException", "PutTraceSegments")
	})
}

func TestPendingAndInProgress(t *testing.T) {
	a := open(t, awstest.Options{Delays: awstest.Delays{PendingReads: 2, UpdateReads: 1}})
	a.role()
	a.function()
	ctx, name := t.Context(), aws.String("orders")
	state := func() string {
		c := must[*lambda.GetFunctionConfigurationOutput](t)(a.lambda.GetFunctionConfiguration(ctx, &lambda.GetFunctionConfigurationInput{FunctionName: name}))
		return string(c.State) + " " + string(c.LastUpdateStatus)
	}
	update := &lambda.UpdateFunctionConfigurationInput{FunctionName: name, MemorySize: aws.Int32(512)}
	_, err := a.lambda.UpdateFunctionConfiguration(ctx, update)
	wantError(t, err, "ResourceConflictException", "state: Pending")
	got := []string{state(), state(), state()}
	must[*lambda.UpdateFunctionConfigurationOutput](t)(a.lambda.UpdateFunctionConfiguration(ctx, update))
	_, err = a.lambda.PublishVersion(ctx, &lambda.PublishVersionInput{FunctionName: name})
	wantError(t, err, "ResourceConflictException", "update is in progress for resource: arn:aws:lambda:")
	got = append(got, state(), state())
	want := []string{"Pending Successful", "Pending Successful", "Active Successful", "Active InProgress", "Active Successful"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("states differ (-want +got):\n%s", d)
	}
}

func TestBrokenFunction(t *testing.T) {
	a := open(t, awstest.Options{Delays: awstest.Delays{PendingReads: 1}})
	a.role()
	a.function()
	a.Change(func(w *awstest.World) { w.Functions["orders"].Broken = "InsufficientRolePermissions" })
	in := &lambda.GetFunctionConfigurationInput{FunctionName: aws.String("orders")}
	must[*lambda.GetFunctionConfigurationOutput](t)(a.lambda.GetFunctionConfiguration(t.Context(), in))
	got := must[*lambda.GetFunctionConfigurationOutput](t)(a.lambda.GetFunctionConfiguration(t.Context(), in))
	if got.State != "Failed" || got.StateReasonCode != "InsufficientRolePermissions" {
		t.Errorf("state %s, reason %s", got.State, got.StateReasonCode)
	}
}

func TestFaultEffects(t *testing.T) {
	tests := []struct {
		name string
		do   awstest.Effect
		code string // empty: no answer
		made bool
	}{
		{"server error", awstest.ServerError(), "InternalFailure", false},
		{"throttled", awstest.Throttled(), "ThrottlingException", false},
		{"denied", awstest.Denied(), "AccessDeniedException", false},
		{"own error", awstest.Fail("QueueDoesNotExist", 0, "gone"), "AWS.SimpleQueueService.NonExistentQueue", false},
		{"answer lost", awstest.AnswerLost(), "", true},
		{"request lost", awstest.RequestLost(), "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := open(t, awstest.Options{})
			a.Inject(awstest.Fault{On: "sqs.CreateQueue", Count: 1, Do: tt.do})
			create := func() error {
				_, err := a.sqs.CreateQueue(t.Context(), &sqs.CreateQueueInput{QueueName: aws.String("orders")})
				return err
			}
			err := create()
			var answered smithy.APIError
			if tt.code == "" && (err == nil || errors.As(err, &answered)) {
				t.Errorf("got %v, want a cut connection", err)
			}
			if tt.code != "" {
				wantError(t, err, tt.code, "")
			}
			if made := len(a.Left()) == 1; made != tt.made {
				t.Errorf("made: %v, want %v", made, tt.made)
			}
			if err := create(); err != nil {
				t.Errorf("the next call fails too: %v", err)
			}
		})
	}
}

// retrying makes calls as an SDK does by default, but without waiting.
func (a *account) retrying() *sqs.Client {
	config := a.config
	config.Retryer = func() aws.Retryer {
		return retry.NewStandard(func(o *retry.StandardOptions) {
			o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
		})
	}
	return sqs.NewFromConfig(config)
}

func TestFaultsAndRetries(t *testing.T) {
	create := func(a *account, name string) error {
		_, err := a.retrying().CreateQueue(t.Context(), &sqs.CreateQueueInput{QueueName: aws.String(name)})
		return err
	}
	t.Run("every attempt of a call fails", func(t *testing.T) {
		a := open(t, awstest.Options{})
		a.Inject(awstest.Fault{Count: 1, Do: awstest.ServerError()})
		wantError(t, create(a, "orders"), "InternalFailure", "injected")
		if n := len(a.Calls()); n != 3 || awstest.Invocations(a.Calls()) != 1 {
			t.Errorf("%d attempts of %d calls, want 3 of 1", n, awstest.Invocations(a.Calls()))
		}
		if err := create(a, "orders"); err != nil {
			t.Error(err)
		}
	})
	t.Run("one attempt fails", func(t *testing.T) {
		a := open(t, awstest.Options{})
		a.Inject(awstest.Fault{Count: 1, Attempts: 1, Do: awstest.Throttled()})
		if err := create(a, "orders"); err != nil {
			t.Error(err)
		}
	})
	t.Run("the second call fails", func(t *testing.T) {
		a := open(t, awstest.Options{})
		a.Inject(awstest.Fault{On: "sqs.*", WritesOnly: true, First: 2, Count: 1, Do: awstest.Denied()})
		_, _ = a.sqs.GetQueueUrl(t.Context(), &sqs.GetQueueUrlInput{QueueName: aws.String("a")})
		got := []bool{create(a, "a") == nil, create(a, "b") == nil, create(a, "c") == nil}
		if d := cmp.Diff([]bool{true, false, true}, got); d != "" {
			t.Error(d)
		}
	})
	t.Run("for good, until removed", func(t *testing.T) {
		a := open(t, awstest.Options{})
		remove := a.Inject(awstest.Fault{On: "sqs.CreateQueue", Do: awstest.Denied()})
		for range 2 {
			wantError(t, create(a, "orders"), "AccessDeniedException", "")
		}
		remove()
		if err := create(a, "orders"); err != nil {
			t.Error(err)
		}
	})
}

func TestDriftAndLoss(t *testing.T) {
	a := open(t, awstest.Options{})
	a.role()
	a.function()
	a.MarkFixtures()
	a.Change(func(w *awstest.World) {
		w.Functions["orders"].Config["MemorySize"] = 1024
		delete(w.Roles, "orders")
	})
	got := must[*lambda.GetFunctionConfigurationOutput](t)(a.lambda.GetFunctionConfiguration(t.Context(), &lambda.GetFunctionConfigurationInput{FunctionName: aws.String("orders")}))
	if aws.ToInt32(got.MemorySize) != 1024 {
		t.Errorf("memory %d", aws.ToInt32(got.MemorySize))
	}
	_, err := a.iam.GetRole(t.Context(), &iam.GetRoleInput{RoleName: aws.String("orders")})
	wantError(t, err, "NoSuchEntity", "cannot be found")
	left := strings.Join(a.Left(), "\n")
	if !strings.Contains(left, "- iam role orders") || !strings.Contains(left, "~ lambda function orders") {
		t.Errorf("left:\n%s", left)
	}
}

// TestSnapshotsCompare: the way to a state, and the ids made on it, do not show in a snapshot.
func TestSnapshotsCompare(t *testing.T) {
	straight := open(t, awstest.Options{})
	straight.hardened()
	detour := open(t, awstest.Options{})
	detour.destroyFunction(detour.hardened())
	detour.hardened()
	if d := cmp.Diff(straight.Snapshot(), detour.Snapshot()); d != "" {
		t.Errorf("snapshots differ:\n%s", d)
	}
}

func TestCallLog(t *testing.T) {
	a := open(t, awstest.Options{})
	a.role("logs:PutLogEvents")
	want := []string{"iam.CreateRole", "iam.PutRolePolicy"}
	if d := cmp.Diff(want, a.Operations()); d != "" {
		t.Errorf("operations differ (-want +got):\n%s", d)
	}
	calls := a.Calls()
	if calls[0].In.Str("RoleName") != "orders" || calls[0].IsRead() {
		t.Errorf("call %+v", calls[0])
	}
	a.ForgetCalls()
	if len(a.Calls()) != 0 {
		t.Error("calls are not forgotten")
	}
}

func TestQueueNameIsNotFreeAtOnce(t *testing.T) {
	c := newClock()
	a := open(t, awstest.Options{Clock: c.now, Delays: awstest.Delays{QueueReuse: time.Minute}})
	create := &sqs.CreateQueueInput{QueueName: aws.String("orders-dead")}
	must[*sqs.CreateQueueOutput](t)(a.sqs.CreateQueue(t.Context(), create))
	must[*sqs.DeleteQueueOutput](t)(a.sqs.DeleteQueue(t.Context(), &sqs.DeleteQueueInput{QueueUrl: aws.String(queueURL)}))
	_, err := a.sqs.CreateQueue(t.Context(), create)
	wantError(t, err, "AWS.SimpleQueueService.QueueDeletedRecently", "60 seconds")
	c.at = c.at.Add(time.Minute)
	must[*sqs.CreateQueueOutput](t)(a.sqs.CreateQueue(t.Context(), create))
}
