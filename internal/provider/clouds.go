package provider

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
)

// errUnknownSettings is what a resource gets from AWS while the provider's own settings are not known yet.
var errUnknownSettings = errors.New("the provider's aws block has values that are known only after apply")

// connected is what the provider hands to its resources.
type connected struct {
	now      func() time.Time
	settings AWSSettings
	known    bool // whether the settings are
	connect  func(context.Context, AWSSettings) (cloud.Deployer, error)

	mu  sync.Mutex
	aws cloud.Deployer // nil until a resource asks for it
}

func newClouds(opts Options, settings AWSSettings, known bool) *connected {
	return &connected{now: opts.Now, settings: settings, known: known, connect: opts.ConnectAWS}
}

// AWS gives the deployer for AWS. A failure is not kept: credentials that come late are found by the next resource.
func (c *connected) AWS(ctx context.Context) (cloud.Deployer, error) {
	if !c.known {
		return nil, errUnknownSettings
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.aws != nil {
		return c.aws, nil
	}
	d, err := c.connect(ctx, c.settings)
	if err != nil {
		return nil, err
	}
	c.aws = d
	return d, nil
}
