// Package aws deploys hardened functions and triggers to AWS.
//
// Each object of a resource is brought to its desired state by an "ensure" method: it looks at what is there, makes what
// is missing and changes what differs. So creating, updating, healing drift and finishing a run that died half-way are
// one and the same.
package aws

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// Clock tells the time and waits; tests put in one that does not.
type Clock interface {
	Now() time.Time
	// Sleep waits, or ends with ctx's error when that is done first.
	Sleep(ctx context.Context, d time.Duration) error
}

// Options of a deployer; the zero value has the wall clock and logs nothing.
type Options struct {
	Clock Clock
	// Log takes progress: what is waited for or retried, and why. Fields hold no secrets.
	Log func(ctx context.Context, message string, fields map[string]any)
	// NewID makes the token by which a resource knows its own objects again; a random one by default.
	NewID func() string
}

// Deployer deploys to one region of one account.
type Deployer struct {
	Clients
	region string
	clock  Clock
	log    func(context.Context, string, map[string]any)
	newID  func() string
	locks  *locks
}

var _ cloud.Deployer = (*Deployer)(nil)

// New makes a deployer with the SDK's clients for a configuration.
func New(config awssdk.Config, options Options) *Deployer {
	return NewWith(NewClients(config), config.Region, options)
}

// NewWith makes a deployer with given clients.
func NewWith(clients Clients, region string, options Options) *Deployer {
	d := &Deployer{
		Clients: clients, region: region, clock: options.Clock, log: options.Log, newID: options.NewID, locks: newLocks(),
	}
	if d.clock == nil {
		d.clock = wallClock{}
	}
	if d.log == nil {
		d.log = func(context.Context, string, map[string]any) {}
	}
	if d.newID == nil {
		d.newID = rand.Text
	}
	return d
}

// Scope asks once who the caller is.
func (d *Deployer) Scope(ctx context.Context) (harden.Scope, error) {
	d.locks.scope.Lock()
	defer d.locks.scope.Unlock()
	if d.locks.known != nil {
		return *d.locks.known, nil
	}
	out, err := d.STS.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return harden.Scope{}, fmt.Errorf("ask AWS who the caller is: %w", err)
	}
	caller, err := arn.Parse(awssdk.ToString(out.Arn))
	if err != nil {
		return harden.Scope{}, fmt.Errorf("ask AWS who the caller is: %w", err)
	}
	scope := harden.Scope{Partition: caller.Partition, Region: d.region, Account: awssdk.ToString(out.Account)}
	d.locks.known = &scope
	return scope, nil
}

// locks keep calls that change one function apart: Lambda answers 409 to a second change while one is under way.
type locks struct {
	scope sync.Mutex
	known *harden.Scope

	mu  sync.Mutex
	all map[string]*sync.Mutex
}

func newLocks() *locks { return &locks{all: map[string]*sync.Mutex{}} }

// hold takes the lock of a name; the function that it gives lets go.
func (l *locks) hold(name string) func() {
	l.mu.Lock()
	m, ok := l.all[name]
	if !ok {
		m = &sync.Mutex{}
		l.all[name] = m
	}
	l.mu.Unlock()
	m.Lock()
	return m.Unlock
}

type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

func (wallClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}
