package awstest

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// Call is one attempt of a call, as it came in. An SDK's retries are further attempts of the same invocation.
type Call struct {
	Service, Region string
	Operation       string // empty when the request names none
	In              wire.Values
	// Invocation is the same for all attempts of a call.
	Invocation string
	At         time.Time
	Err        string // what was answered, if not success
	Fault      bool   // an injected fault met it
}

// Name is the call's name as faults and logs have it: "lambda.CreateFunction".
func (c Call) Name() string { return c.Service + "." + c.Operation }

// IsRead says whether the call changes nothing.
func (c Call) IsRead() bool {
	for _, verb := range []string{"Get", "List", "Describe", "Head"} {
		if strings.HasPrefix(c.Operation, verb) {
			return true
		}
	}
	return false
}

// requestID is what the answer calls the request.
func (c Call) requestID() string { return cmp.Or(c.Invocation, "00000000-0000-0000-0000-000000000000") }

func newCall(req *http.Request, scope wire.Scope, now time.Time) Call {
	return Call{
		Service: scope.Service, Region: scope.Region, At: now,
		// AWS SDKs send this with each attempt; clients that don't are taken to never retry.
		Invocation: req.Header.Get("Amz-Sdk-Invocation-Id"),
	}
}

// Calls gives the call log, oldest first.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// ForgetCalls empties the call log.
func (s *Server) ForgetCalls() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = nil
}

// Operations gives the names of all operations called, sorted and each once: "lambda.CreateFunction". The
// provider's least IAM policy is tested against it.
func (s *Server) Operations() []string {
	seen := map[string]bool{}
	for _, c := range s.Calls() {
		seen[c.Name()] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// Invocations counts calls, each once however often it was attempted.
func Invocations(calls []Call) int {
	seen, n := map[string]bool{}, 0
	for _, c := range calls {
		if c.Invocation == "" || !seen[c.Invocation] {
			n++
		}
		seen[c.Invocation] = true
	}
	return n
}
