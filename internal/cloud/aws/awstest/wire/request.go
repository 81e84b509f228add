package wire

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// ErrNoOperation says that a request names no operation of the service's model.
var ErrNoOperation = errors.New("no such operation in the model")

// Scope is what a signature says: for which service and region a request is signed.
type Scope struct {
	Service, Region string
}

// ReadScope reads the credential scope of a SigV4 Authorization header:
// Credential=AKID/20260131/eu-central-1/lambda/aws4_request.
func ReadScope(authorization string) (Scope, bool) {
	_, credential, ok := strings.Cut(authorization, "Credential=")
	if !ok {
		return Scope{}, false
	}
	credential, _, _ = strings.Cut(credential, ",")
	parts := strings.Split(credential, "/")
	if len(parts) != 5 || parts[4] != "aws4_request" {
		return Scope{}, false
	}
	return Scope{Region: parts[2], Service: parts[3]}, true
}

// Decode finds a request's operation and reads its input. The operation is given with an error, too, when it is
// known.
func (s *Service) Decode(req *http.Request, body []byte) (*Operation, Values, error) {
	switch s.Metadata.Protocol {
	case "json":
		return s.decodeTarget(req, body)
	case "query":
		return s.decodeForm(body)
	case "rest-json", "rest-xml":
		return s.decodeREST(req, body)
	default:
		return nil, nil, fmt.Errorf("protocol %q of %s is not supported by the stand-in", s.Metadata.Protocol, s.Name)
	}
}

func (s *Service) decodeTarget(req *http.Request, body []byte) (*Operation, Values, error) {
	target := req.Header.Get("X-Amz-Target")
	prefix, name, _ := strings.Cut(target, ".")
	op, ok := s.Operations[name]
	if !ok || prefix != s.Metadata.TargetPrefix {
		return nil, nil, fmt.Errorf("%w: X-Amz-Target %q", ErrNoOperation, target)
	}
	in, err := s.decodeJSON(s.InputShape(op), body)
	return op, in, err
}

func (s *Service) decodeForm(body []byte) (*Operation, Values, error) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, nil, fmt.Errorf("body is not a form: %w", err)
	}
	op, ok := s.Operations[form.Get("Action")]
	if !ok {
		return nil, nil, fmt.Errorf("%w: Action %q", ErrNoOperation, form.Get("Action"))
	}
	in, err := s.decodeQuery(s.InputShape(op), form)
	return op, in, err
}

func (s *Service) decodeREST(req *http.Request, body []byte) (*Operation, Values, error) {
	op, labels, ok := s.find(req)
	if !ok {
		return nil, nil, fmt.Errorf("%w: %s %s", ErrNoOperation, req.Method, req.URL.RequestURI())
	}
	shape := s.InputShape(op)
	in, err := s.decodeBody(shape, body)
	if err != nil {
		return op, nil, err
	}
	for name, ref := range shape.Members {
		v, err := s.located(ref, name, req, labels)
		if err != nil {
			return op, nil, err
		}
		if v != nil {
			in[name] = v
		}
	}
	return op, in, nil
}

func (s *Service) decodeBody(shape *Shape, body []byte) (Values, error) {
	if shape.Payload == "" {
		return s.decodeDocument(shape, body)
	}
	payload := s.shape(shape.Members[shape.Payload])
	if payload.Type == "structure" {
		v, err := s.decodeDocument(payload, body)
		return Values{shape.Payload: v}, err
	}
	if len(body) == 0 {
		return Values{}, nil
	}
	return Values{shape.Payload: body}, nil
}

func (s *Service) decodeDocument(shape *Shape, body []byte) (Values, error) {
	if s.Metadata.Protocol == "rest-xml" {
		return s.decodeXML(shape, body)
	}
	return s.decodeJSON(shape, body)
}

// located reads a member that stands in the path, the query string or a header; nil when it isn't there.
func (s *Service) located(ref *Ref, name string, req *http.Request, labels map[string]string) (any, error) {
	sh := s.shape(ref)
	var texts []string
	switch ref.Location {
	case "uri":
		if v, ok := labels[ref.name(name)]; ok {
			texts = []string{v}
		}
	case "querystring":
		texts = req.URL.Query()[ref.name(name)]
	case "header":
		texts = req.Header.Values(ref.name(name))
	}
	if len(texts) == 0 {
		return nil, nil //nolint:nilnil // absent is neither a value nor an error
	}
	if sh.Type != "list" {
		return fromText(sh, name, texts[0])
	}
	out := make([]any, len(texts))
	for i, t := range texts {
		out[i] = t
	}
	return out, nil
}
