package awstest

import (
	"net/http"
	"path"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// Fault says which calls fail, and how. Calls are counted from its injection, and an SDK's attempts of one call
// count once.
type Fault struct {
	// On is a pattern of call names: "lambda.CreateFunction", "iam.*"; empty is every call.
	On string
	// WritesOnly leaves calls that only read alone, and does not count them.
	WritesOnly bool
	// First is the number of the first call that fails; 1 unless set.
	First int
	// Count is how many calls fail; 0 is all from First on, for good.
	Count int
	// Attempts is how many attempts of a failing call fail; 0 is all, so that no retry of an SDK hides the fault.
	Attempts int
	// Do is how they fail.
	Do Effect
}

// Effect is how a call fails.
type Effect struct {
	err       func(service string) *wire.Error
	cutBefore bool
	cutAfter  bool
}

// Fail answers with an error; status 0 is what the service's model says.
func Fail(code string, status int, message string) Effect {
	return Effect{err: func(string) *wire.Error { return &wire.Error{Code: code, Status: status, Message: message} }}
}

// ServerError answers 500.
func ServerError() Effect {
	return Effect{err: func(service string) *wire.Error {
		return &wire.Error{Code: serverErrorCode(service), Status: http.StatusInternalServerError, Message: "injected: internal error"}
	}}
}

// Throttled answers that there were too many calls.
func Throttled() Effect {
	return Effect{err: func(service string) *wire.Error {
		code, status := throttleCode(service)
		return &wire.Error{Code: code, Status: status, Message: "Rate exceeded"}
	}}
}

// Denied answers that the caller has no permission.
func Denied() Effect {
	return Effect{err: func(service string) *wire.Error {
		return &wire.Error{
			Code: deniedCode(service), Status: http.StatusForbidden,
			Message: "injected: user is not authorized to perform this action",
		}
	}}
}

// AnswerLost does what was asked and then cuts the connection: the client cannot know that it was done.
func AnswerLost() Effect { return Effect{cutAfter: true} }

// RequestLost cuts the connection and does nothing.
func RequestLost() Effect { return Effect{cutBefore: true} }

// The codes are each service's own; see "Common Errors" of its API reference.
func serverErrorCode(service string) string {
	switch service {
	case "lambda":
		return "ServiceException"
	case "iam":
		return "ServiceFailureException"
	case "s3":
		return "InternalError"
	default:
		return "InternalFailure"
	}
}

func throttleCode(service string) (string, int) {
	switch service {
	case "lambda", "apigateway":
		return "TooManyRequestsException", http.StatusTooManyRequests
	case "iam", "sts", "sns":
		return "Throttling", http.StatusBadRequest
	case "s3":
		return "SlowDown", http.StatusServiceUnavailable
	case "scheduler":
		return "ThrottlingException", http.StatusTooManyRequests
	default:
		return "ThrottlingException", http.StatusBadRequest
	}
}

func deniedCode(service string) string {
	switch service {
	case "iam", "sts", "s3":
		return "AccessDenied"
	case "sns":
		return "AuthorizationError"
	default:
		return "AccessDeniedException"
	}
}

// faults are the injected faults, with what they have met.
type faults struct {
	active []*activeFault
}

type activeFault struct {
	Fault
	met  []string       // the invocations that matched, in order
	hits map[string]int // attempts failed by invocation
}

// metEffect is what happens to a call.
type metEffect struct {
	err       error
	cutBefore bool
	cutAfter  bool
}

// Inject adds a fault. It ends after its count, or when the returned function is called.
func (s *Server) Inject(f Fault) (remove func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	added := &activeFault{Fault: f, hits: map[string]int{}}
	s.faults.active = append(s.faults.active, added)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.faults.active = slices.DeleteFunc(s.faults.active, func(a *activeFault) bool { return a == added })
	}
}

// ClearFaults removes all faults.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.active = nil
}

// meet lets each fault count the call, and gives the effect of the first that hits it.
func (f *faults) meet(c Call) metEffect {
	var effect metEffect
	hit := false
	for _, a := range f.active {
		if a.hitsCall(c) && !hit {
			hit, effect = true, a.effect(c.Service)
		}
	}
	return effect
}

func (a *activeFault) effect(service string) metEffect {
	e := metEffect{cutBefore: a.Do.cutBefore, cutAfter: a.Do.cutAfter}
	if a.Do.err != nil {
		e.err = a.Do.err(service)
	}
	return e
}

func (a *activeFault) hitsCall(c Call) bool {
	if !a.matches(c) {
		return false
	}
	number := a.number(c.Invocation)
	first := max(a.First, 1)
	if number < first || a.Count > 0 && number >= first+a.Count {
		return false
	}
	a.hits[c.Invocation]++
	return a.Attempts == 0 || c.Invocation == "" || a.hits[c.Invocation] <= a.Attempts
}

func (a *activeFault) matches(c Call) bool {
	if a.WritesOnly && c.IsRead() {
		return false
	}
	if a.On == "" {
		return true
	}
	ok, err := path.Match(a.On, c.Name())
	return err == nil && ok
}

// number counts a call from 1; another attempt of a call has the call's number.
func (a *activeFault) number(invocation string) int {
	if i := slices.Index(a.met, invocation); i >= 0 && invocation != "" {
		return i + 1
	}
	a.met = append(a.met, invocation)
	return len(a.met)
}
