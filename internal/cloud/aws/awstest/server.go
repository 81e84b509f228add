package awstest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// Options say what a server is like. The zero value is a calm account in eu-central-1.
type Options struct {
	// Models are AWS's service models; loaded when nil. Sharing them makes starting a server cheap.
	Models *wire.Models
	// Account and Region are the one account and region there are; 123456789012 and eu-central-1 unless set.
	Account, Region string
	// Clock gives the time; time.Now unless set.
	Clock func() time.Time
	// Delays are what AWS takes its time for.
	Delays Delays
}

// TB is what Start needs of a testing.TB, so that a demonstration can run the stand-in outside a test.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// Server is the stand-in. It is an http.Handler; Start gives it an address.
type Server struct {
	// URL is the address to use as aws.Config.BaseEndpoint, when Start has started the server.
	URL string

	models   *wire.Models
	handlers map[string]handler

	mu      sync.Mutex // guards all below: calls are served one at a time
	world   *World
	faults  faults
	calls   []Call
	defects []string
}

// handler serves one operation. It is called with the world locked, and with an input that fits the model.
type handler func(w *World, in wire.Values) (wire.Values, error)

// New makes a server without an address.
func New(ctx context.Context, o Options) (*Server, error) {
	if o.Models == nil {
		models, err := wire.Load(ctx)
		if err != nil {
			return nil, err
		}
		o.Models = models
	}
	return &Server{models: o.Models, handlers: allHandlers(), world: newWorld(o)}, nil
}

// Start makes a server that listens until the test ends. What is wrong with the stand-in itself (an operation
// without handler, an answer that breaks the model) fails the test.
func Start(t TB, o Options) *Server {
	t.Helper()
	s, err := New(context.Background(), o)
	if err != nil {
		t.Fatalf("start the AWS stand-in: %v", err)
		return nil
	}
	listener := httptest.NewServer(s)
	s.URL = listener.URL
	t.Cleanup(func() {
		listener.Close()
		for _, d := range s.Defects() {
			t.Errorf("AWS stand-in: %s", d)
		}
	})
	return s
}

// Change reads or changes the world: fixtures before a test, drift and losses within. Nothing is served meanwhile,
// and the world must not be kept.
func (s *Server) Change(change func(w *World)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s.world)
}

// Defects lists what is wrong with the stand-in itself.
func (s *Server) Defects() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.defects...)
}

// ServeHTTP serves one attempt of one call.
func (s *Server) ServeHTTP(rw http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	answer, cut := s.serve(req, body)
	s.mu.Unlock()
	if cut {
		hangUp(rw)
		return
	}
	send(rw, answer)
}

// hangUp closes the connection without an answer, as a network failure does.
func hangUp(rw http.ResponseWriter) {
	conn, _, err := http.NewResponseController(rw).Hijack()
	if err != nil {
		http.Error(rw, "this server cannot cut connections: "+err.Error(), http.StatusNotImplemented)
		return
	}
	_ = conn.Close() // nobody is left to tell
}

func send(rw http.ResponseWriter, a wire.Answer) {
	for name, values := range a.Header {
		rw.Header()[name] = values
	}
	rw.WriteHeader(a.Status)
	_, _ = rw.Write(a.Body) // the client is gone if this fails
}

// serve finds the service and the operation, and gives the answer, or true for a cut connection.
func (s *Server) serve(req *http.Request, body []byte) (wire.Answer, bool) {
	scope, ok := wire.ReadScope(req.Header.Get("Authorization"))
	if !ok {
		// https://docs.aws.amazon.com/IAM/latest/UserGuide/signing-elements.html
		return plain(http.StatusForbidden, "MissingAuthenticationTokenException: the request is not signed (SigV4)"), false
	}
	service, err := s.models.Service(scope.Service)
	if err != nil {
		return plain(http.StatusNotImplemented, s.defect("%v", err)), false
	}
	call := newCall(req, scope, s.world.now())
	op, in, err := service.Decode(req, body)
	if op != nil {
		call.Operation = op.Name
	}
	call.In = in
	served := &exchange{server: s, service: service, op: op, call: call, badInput: err}
	return served.run()
}

func plain(status int, text string) wire.Answer {
	return wire.Answer{Status: status, Header: http.Header{"Content-Type": {"text/plain"}}, Body: []byte(text)}
}

// defect notes something wrong with the stand-in.
func (s *Server) defect(format string, args ...any) string {
	text := fmt.Sprintf(format, args...)
	s.defects = append(s.defects, text)
	return text
}

// exchange is one attempt while it is served.
type exchange struct {
	server   *Server
	service  *wire.Service
	op       *wire.Operation
	call     Call
	badInput error
}

// run logs the call, meets the faults, and serves it between them.
func (x *exchange) run() (wire.Answer, bool) {
	effect := x.server.faults.meet(x.call)
	if effect.err != nil || effect.cutBefore {
		x.call.Fault = true
		x.log(effect.err)
		return x.fail(effect.err), effect.cutBefore
	}
	out, err := x.handle()
	if effect.cutAfter {
		x.call.Fault = true
	}
	x.log(err)
	if err != nil {
		return x.fail(err), effect.cutAfter
	}
	answer, err := x.service.Encode(x.op, out, x.call.requestID())
	if err != nil {
		return plain(http.StatusNotImplemented, x.server.defect("encode %s: %v", x.call.Name(), err)), false
	}
	return answer, effect.cutAfter
}

func (x *exchange) log(err error) {
	if err != nil {
		x.call.Err = err.Error()
	}
	x.server.calls = append(x.server.calls, x.call)
}

// handle checks the input, calls the handler, and checks what it gives.
func (x *exchange) handle() (wire.Values, error) {
	if x.op == nil || errors.Is(x.badInput, wire.ErrNoOperation) {
		return nil, notServed(x.server.defect("%s: %v", x.call.Service, x.badInput))
	}
	if x.badInput != nil {
		return nil, &wire.Error{Code: "SerializationException", Message: x.badInput.Error()}
	}
	if problems := x.service.Check(x.service.InputShape(x.op), x.call.In); len(problems) > 0 {
		return nil, &wire.Error{Code: validationCode(x.call.Service), Message: wire.Explain(problems)}
	}
	serve, ok := x.server.handlers[x.call.Name()]
	if !ok {
		return nil, notServed(x.server.defect("no handler for %s; README.md says how to add one", x.call.Name()))
	}
	out, err := serve(x.server.world, x.call.In.Clone())
	if err != nil {
		return nil, x.checkedError(err)
	}
	return x.checked(out)
}

// checkedError refuses an error that is none of the service's.
func (x *exchange) checkedError(err error) error {
	var known *wire.Error
	if !errors.As(err, &known) || x.service.HasError(known.Code) || known.Code == validationCode(x.call.Service) {
		return err
	}
	if slices.Contains(commonErrors(), known.Code) {
		return err
	}
	return notServed(x.server.defect("%s has no error %s (answer of %s)", x.call.Service, known.Code, x.call.Name()))
}

// commonErrors are given by services whose models do not have them:
// https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html and its likes.
func commonErrors() []string {
	return []string{"AccessDenied", "AccessDeniedException", "ValidationException", "InvalidParameterValue"}
}

// notServed is a 501, which no SDK tries again.
func notServed(text string) error {
	return &wire.Error{Code: "NotImplemented", Message: text, Status: http.StatusNotImplemented}
}

func (x *exchange) checked(out wire.Values) (wire.Values, error) {
	out = out.Clone()
	if problems := x.service.CheckAnswer(x.service.OutputShape(x.op), out); len(problems) > 0 {
		return nil, notServed(x.server.defect("answer of %s breaks the model: %s", x.call.Name(), wire.Explain(problems)))
	}
	return out, nil
}

// fail encodes an error; nil (a cut connection) gives an answer that is not sent.
func (x *exchange) fail(err error) wire.Answer {
	if err == nil {
		return wire.Answer{}
	}
	var known *wire.Error
	if !errors.As(err, &known) {
		known = &wire.Error{
			Code: "InternalFailure", Status: http.StatusNotImplemented,
			Message: x.server.defect("%s: %v", x.call.Name(), err),
		}
	}
	answer, err := x.service.EncodeError(known, x.call.requestID())
	if err != nil {
		return plain(http.StatusNotImplemented, x.server.defect("encode error of %s: %v", x.call.Name(), err))
	}
	return answer
}

// validationCode is how a service calls a request that breaks its model, from each API reference's common errors.
func validationCode(service string) string {
	switch service {
	case "iam", "sts":
		return "ValidationError"
	case "sns":
		return "InvalidParameterException"
	case "sqs":
		return "InvalidParameterValue"
	case "logs":
		return "InvalidParameterException"
	case "apigateway":
		return "BadRequestException"
	case "wafv2":
		return "WAFInvalidParameterException"
	case "s3":
		return "InvalidArgument"
	default:
		return "ValidationException"
	}
}
