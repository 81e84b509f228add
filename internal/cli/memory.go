package cli

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// Go's collector lets the heap double before it looks again for what is free. At the end of a run over a large plan that
// would be as much again as the model takes. How much that will be can be told once the plan is read, so that a limit
// while it is judged saves the memory for little more work.
const (
	limitBase        = 14 << 20 // what a run takes whatever the plan
	limitEach        = 1900     // what an instance takes in the model, with some room
	limitTimes       = 1.8      // what the plan takes, and what is made of its texts
	limitedInstances = 1000     // fewer are not worth the measuring
)

// bound bounds the memory that judging a plan with a number of instances takes, until release is called.
func (c *check) bound(instances int) (release func()) {
	if instances < limitedInstances || c.limitedByUser() {
		return func() {}
	}
	runtime.GC() // also of what only the reader needed
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	limit := limitBase + limitEach*int64(instances) + int64(limitTimes*float64(now.HeapAlloc))
	debug.SetMemoryLimit(limit)
	usual := debug.SetGCPercent(-1) // nothing is gained by less than the limit
	done := make(chan struct{})
	go widen(limit, done)
	return func() {
		close(done)
		debug.SetGCPercent(usual)
		debug.SetMemoryLimit(math.MaxInt64)
	}
}

// widen raises a limit that turns out to be too low, for a plan of which much more is to be told than of others: close to
// its limit the collector would run all the time.
func widen(limit int64, done <-chan struct{}) {
	const (
		often  = 5 * time.Millisecond
		tight  = 0.9 // of the limit: what must not be in use for good
		roomy  = 1.6 // times what is in use: the next limit
		beside = 16 << 20
	)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	for tick := time.NewTicker(often); ; {
		select {
		case <-done:
			tick.Stop()
			return
		case <-tick.C:
		}
		metrics.Read(live)
		if live[0].Value.Kind() != metrics.KindUint64 {
			return // a runtime that does not tell
		}
		if used := float64(live[0].Value.Uint64()) + beside; used > tight*float64(limit) {
			limit = int64(roomy * used)
			debug.SetMemoryLimit(limit)
		}
	}
}

// limitedByUser tells whether the collector is told by Go's environment variables what to do.
func (c *check) limitedByUser() bool {
	return c.env.Getenv("GOMEMLIMIT") != "" || c.env.Getenv("GOGC") != ""
}
