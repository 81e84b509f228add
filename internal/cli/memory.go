package cli

import (
	"math"
	"runtime"
	"runtime/debug"
)

// Go's collector lets the heap double before it looks again for what is free. At the end of a run over a large plan that
// would be as much again as the model takes. How much that will be can be told once the plan is read, so that a limit
// for the rest of the run saves the memory for little more work.
const (
	limitBase        = 16 << 20 // what a run takes whatever the plan
	limitEach        = 1900     // what an instance takes in the model, with some room
	limitTimes       = 1.8      // what the plan takes, and what is made of its texts
	limitedInstances = 1000     // fewer are not worth the measuring
)

// unlimited lets a plan be read with Go's defaults: how large it is is not known before.
func (c *check) unlimited() {
	if !c.limitedByUser() {
		debug.SetMemoryLimit(math.MaxInt64)
	}
}

// limit bounds the memory of the rest of the run after a plan with a number of instances was read.
func (c *check) limit(instances int) {
	if instances < limitedInstances || c.limitedByUser() {
		return
	}
	runtime.GC() // also of what only the reader needed
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	debug.SetMemoryLimit(limitBase + limitEach*int64(instances) + int64(limitTimes*float64(now.HeapAlloc)))
}

// limitedByUser tells whether the collector is told by Go's environment variables what to do.
func (c *check) limitedByUser() bool {
	return c.env.Getenv("GOMEMLIMIT") != "" || c.env.Getenv("GOGC") != ""
}
