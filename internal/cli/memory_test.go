package cli

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
)

func bounded(environment map[string]string) *check {
	return &check{env: Env{Getenv: func(name string) string { return environment[name] }}}
}

// TestBoundIsReleased: what a run is told of memory must not outlast the plan for which it was told.
func TestBoundIsReleased(t *testing.T) {
	percent := debug.SetGCPercent(100)
	defer debug.SetGCPercent(percent)
	release := bounded(nil).bound(limitedInstances)
	if limit := debug.SetMemoryLimit(-1); limit == math.MaxInt64 {
		t.Error("a large plan is judged without a limit")
	}
	release()
	if limit := debug.SetMemoryLimit(-1); limit != math.MaxInt64 {
		t.Errorf("a limit of %d bytes is left", limit)
	}
	if left := debug.SetGCPercent(100); left != 100 {
		t.Errorf("the collector's percentage is left at %d", left)
	}
}

func TestBoundLeavesAlone(t *testing.T) {
	tests := map[string]struct {
		environment map[string]string
		instances   int
	}{
		"a small plan":              {nil, limitedInstances - 1},
		"who sets a limit himself":  {map[string]string{"GOMEMLIMIT": "1GiB"}, limitedInstances},
		"who sets the percentage":   {map[string]string{"GOGC": "50"}, limitedInstances},
		"who switches the GC off":   {map[string]string{"GOGC": "off"}, limitedInstances},
		"nothing to be judged, too": {nil, 0},
	}
	for name, tt := range tests {
		before := debug.SetMemoryLimit(-1)
		release := bounded(tt.environment).bound(tt.instances)
		if limit := debug.SetMemoryLimit(-1); limit != before {
			t.Errorf("%s: the limit is %d", name, limit)
		}
		release()
	}
}

// TestTooLowALimitIsRaised: a plan of which much is to be told is not to be held to what others take.
func TestTooLowALimitIsRaised(t *testing.T) {
	held := make([]byte, 64<<20)
	done := make(chan struct{})
	debug.SetMemoryLimit(1 << 20)
	defer debug.SetMemoryLimit(math.MaxInt64)
	go widen(1<<20, done)
	defer close(done)
	for debug.SetMemoryLimit(-1) == 1<<20 {
		runtime.GC() // what is in use is known after a collection only
	}
	if limit := debug.SetMemoryLimit(-1); limit < 64<<20 {
		t.Errorf("raised to %d bytes only, which is less than what is in use", limit)
	}
	runtime.KeepAlive(held)
}
