package aws

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// How long the deployer waits for what AWS does late. Each is a cap: a permanent error shows after it, and in the log
// before.
const (
	spreadLimit = 2 * time.Minute  // roles, policies and keys until every service knows of them
	changeLimit = 10 * time.Minute // a function from Pending to Active, a mapping from Creating to Enabled
	queueLimit  = 90 * time.Second // a queue's name after deletion (60 s), and its attributes after a change

	firstPause = time.Second
	mostPause  = 10 * time.Second
)

// errNotYet is what a check gives that has to be made again.
var errNotYet = errors.New("not yet")

// retry makes a call again while its error is one that passes, until the limit is over. It ends in the last real error.
func (d *Deployer) retry(ctx context.Context, what string, limit time.Duration, passes func(error) bool, call func() error) error {
	deadline := d.clock.Now().Add(limit)
	for pause := firstPause; ; pause = min(2*pause, mostPause) {
		err := call()
		if err == nil || !passes(err) {
			return err
		}
		if d.clock.Now().Add(pause).After(deadline) {
			return fmt.Errorf("%s: not after %s: %w", what, limit, err)
		}
		d.log(ctx, "waiting", map[string]any{"for": what, "because": err.Error()})
		if stopped := d.clock.Sleep(ctx, pause); stopped != nil {
			return fmt.Errorf("%s: %w; last error: %w", what, stopped, err)
		}
	}
}

// await asks until the answer is yes. While it is not, state says what is the case.
func (d *Deployer) await(ctx context.Context, what string, limit time.Duration, ask func() (done bool, state string, err error)) error {
	return d.retry(ctx, what, limit, func(err error) bool { return errors.Is(err, errNotYet) }, func() error {
		done, state, err := ask()
		if err == nil && !done {
			err = fmt.Errorf("%w: %s", errNotYet, state)
		}
		return err
	})
}
