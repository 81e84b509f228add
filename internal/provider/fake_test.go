package provider_test

import (
	"context"
	"errors"
	"strings"
	"sync"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// account is a cloud in memory: what is applied exists, until a test takes it away.
type account struct {
	mu        sync.Mutex
	functions map[string]cloud.FunctionState // by name
	triggers  map[string]cloud.TriggerState
	applied   int   // calls of Apply…
	breaks    error // what the next Apply… ends with, after the role is made
}

func newAccount() *account {
	return &account{functions: map[string]cloud.FunctionState{}, triggers: map[string]cloud.TriggerState{}}
}

var _ cloud.Deployer = (*account)(nil)

func (a *account) Scope(context.Context) (harden.Scope, error) {
	return harden.Scope{Partition: "aws", Region: "eu-central-1", Account: "123456789012"}, nil
}

// broken takes the error that the next apply shall end with.
func (a *account) broken() error {
	err := a.breaks
	a.breaks = nil
	a.applied++
	return err
}

func (a *account) ApplyFunction(_ context.Context, have cloud.FunctionState, want harden.Function, record func(cloud.FunctionState)) (cloud.FunctionState, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, exists := a.functions[want.Name]; exists && len(have.Objects) == 0 {
		return have, errors.New("function exists, but not in the state")
	}
	have.Objects = have.Objects.With("role", want.Role.Name)
	have.Settings.Name, have.Settings.Role = want.Name, want.Role
	have.Computed = map[string]string{"role_arn": want.Role.ARN(want.Scope), "role_name": want.Role.Name}
	record(have)
	a.functions[want.Name] = have
	if err := a.broken(); err != nil {
		return have, err
	}
	have.Objects = have.Objects.With("function", want.ARN())
	have.Settings = want
	have.Settings.Code.Path, have.Settings.Code.Directory = "", ""
	have.Computed = functionOutputs(want)
	record(have)
	a.functions[want.Name] = have
	return have, nil
}

func functionOutputs(f harden.Function) map[string]string {
	out := map[string]string{
		"id": f.ARN(), "arn": f.ARN(), "invoke_arn": "arn:aws:apigateway:::" + f.ARN(), "role_arn": f.Role.ARN(f.Scope),
		"role_name": f.Role.Name, "log_group_name": f.LogGroup.Name, "log_group_arn": f.LogGroup.ARN(f.Scope),
		"kms_key_arn": strings.Replace(f.Key.ARN, harden.OwnKey, f.Scope.ARN("kms", "key/1"), 1), "dead_letter_arn": f.DeadLetter.ARN,
		"code_sha256": f.Code.SHA256,
	}
	if f.DeadLetter.Queue != nil {
		out["dead_letter_url"] = "https://sqs/" + f.DeadLetter.Queue.Name
	}
	if f.Publish {
		out["version"], out["version_arn"] = "1", f.ARN()+":1"
	}
	if f.Alias != "" {
		out["alias_arn"] = f.ARN() + ":" + f.Alias
	}
	return out
}

func (a *account) ReadFunction(_ context.Context, have cloud.FunctionState) (cloud.FunctionState, bool, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	f, ok := a.functions[have.Settings.Name]
	return f, ok, nil
}

func (a *account) ImportFunction(_ context.Context, id string) (cloud.FunctionState, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for name, f := range a.functions {
		if id == name || id == f.Computed["arn"] {
			return f, nil
		}
	}
	return cloud.FunctionState{}, errors.New("no such function")
}

func (a *account) DeleteFunction(_ context.Context, have cloud.FunctionState, _ func(cloud.FunctionState)) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.functions, have.Settings.Name)
	return nil
}

func (a *account) ApplyTrigger(_ context.Context, have cloud.TriggerState, want harden.Trigger, record func(cloud.TriggerState)) (cloud.TriggerState, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.broken(); err != nil {
		return have, err
	}
	arn := want.Scope.ARN("slsguard", string(want.Kind)+"/"+want.Name)
	have.Objects = have.Objects.With("trigger", arn)
	have.Settings = want
	have.Computed = map[string]string{"id": arn, "arn": arn, "dead_letter_arn": want.DeadLetter.ARN}
	record(have)
	a.triggers[want.Name] = have
	return have, nil
}

func (a *account) ReadTrigger(_ context.Context, have cloud.TriggerState) (cloud.TriggerState, bool, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	t, ok := a.triggers[have.Settings.Name]
	return t, ok, nil
}

func (a *account) ImportTrigger(_ context.Context, id string) (cloud.TriggerState, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, t := range a.triggers {
		if id == t.Computed["arn"] {
			return t, nil
		}
	}
	return cloud.TriggerState{}, errors.New("no such trigger")
}

func (a *account) DeleteTrigger(_ context.Context, have cloud.TriggerState, _ func(cloud.TriggerState)) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.triggers, have.Settings.Name)
	return nil
}
