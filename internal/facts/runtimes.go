package facts

import (
	_ "embed" // the runtimes
	"strings"
	"sync"
	"time"
)

//go:embed data/runtimes.gz
var packedRuntimes []byte

// Runtime is one language runtime of one cloud.
type Runtime struct {
	Cloud    string // "aws", "azure" or "google"
	ID       string // "python3.9", "DOTNET|8.0", "nodejs20": as the cloud's API writes it
	Language string
	Version  string
	// Deprecated is the day on which patches end; zero when it isn't known, which does not mean supported.
	Deprecated time.Time
	// Blocked is the day from which functions cannot be updated (AWS) or deployed (Google); zero when it
	// isn't known or there is none (Azure).
	Blocked time.Time
	Source  string
	Note    string
}

// FindRuntime gives the row of a runtime, by cloud ("aws", "azure", "google") and the id that the cloud's API
// uses. Ids are compared exactly.
func FindRuntime(cloud, id string) (Runtime, bool) {
	r, ok := runtimeTable()[cloud+"\t"+id]
	return r, ok
}

var runtimeTable = sync.OnceValue(func() map[string]Runtime {
	text := inflate(packedRuntimes)
	table := make(map[string]Runtime, strings.Count(text, "\n"))
	for line := range strings.SplitSeq(text, "\n") {
		c := strings.Split(line, "\t")
		if len(c) != 8 {
			continue
		}
		table[c[0]+"\t"+c[1]] = Runtime{
			Cloud: c[0], ID: c[1], Language: c[2], Version: c[3],
			Deprecated: day(c[4]), Blocked: day(c[5]), Source: c[6], Note: c[7],
		}
	}
	return table
})

// day gives the zero time for "-", an unknown date.
func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}
	}
	return t
}
