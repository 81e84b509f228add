package wire

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"time"
)

// Answer is an HTTP answer before it is sent.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

func newAnswer(status int, contentType string, body []byte) Answer {
	h := http.Header{"Content-Type": {contentType}}
	return Answer{Status: status, Header: h, Body: body}
}

// Encode writes the answer of an operation. The values must have been checked.
func (s *Service) Encode(op *Operation, out Values, requestID string) (Answer, error) {
	var a Answer
	var err error
	switch s.Metadata.Protocol {
	case "query":
		a, err = s.encodeQuery(op, out, requestID)
	case "rest-xml":
		a, err = s.encodeRESTXML(op, out)
	case "rest-json":
		a, err = s.encodeRESTJSON(op, out)
	default:
		var body []byte
		body, err = s.encodeJSON(s.OutputShape(op), out)
		a = newAnswer(http.StatusOK, "application/x-amz-json-"+s.Metadata.JSONVersion, body)
	}
	if err == nil {
		a.Header.Set("X-Amzn-Requestid", requestID)
	}
	return a, err
}

func (op *Operation) status() int {
	if op.HTTP.Status != 0 {
		return op.HTTP.Status
	}
	return http.StatusOK
}

func (s *Service) encodeRESTJSON(op *Operation, out Values) (Answer, error) {
	sh := s.OutputShape(op)
	body, err := s.restBody(sh, out, s.encodeJSON)
	a := newAnswer(op.status(), "application/json", body)
	s.locate(sh, out, &a)
	return a, err
}

func (s *Service) encodeRESTXML(op *Operation, out Values) (Answer, error) {
	sh := s.OutputShape(op)
	body, err := s.restBody(sh, out, s.xmlDocument)
	a := newAnswer(op.status(), "application/xml", body)
	s.locate(sh, out, &a)
	return a, err
}

// restBody writes the payload member if the shape has one, else the members without a place.
func (s *Service) restBody(sh *Shape, out Values, write func(*Shape, Values) ([]byte, error)) ([]byte, error) {
	if sh.Payload == "" {
		return write(sh, out)
	}
	switch payload := out[sh.Payload].(type) {
	case Values:
		return write(s.shape(sh.Members[sh.Payload]), payload)
	case []byte:
		return payload, nil
	case string:
		return []byte(payload), nil
	default:
		return nil, nil
	}
}

func (s *Service) xmlDocument(sh *Shape, v Values) ([]byte, error) {
	var buf bytes.Buffer
	w := newXMLWriter(s, &buf)
	if sh.Name == "GetBucketLocationOutput" {
		// The one S3 answer whose root is the member itself:
		// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html#API_GetBucketLocation_ResponseSyntax
		w.element("LocationConstraint", s.Metadata.XMLNamespace, func() { w.token(xml.CharData(v.Str("LocationConstraint"))) })
	} else if hasBody(sh) {
		w.element(sh.Name, s.Metadata.XMLNamespace, func() { w.structure(sh, v) })
	}
	err := w.close()
	return buf.Bytes(), err
}

func hasBody(sh *Shape) bool {
	for _, ref := range sh.Members {
		if ref.Location == "" {
			return true
		}
	}
	return false
}

// locate puts members into the status and the headers.
func (s *Service) locate(sh *Shape, out Values, a *Answer) {
	for name, ref := range sh.Members {
		v, ok := out[name]
		switch {
		case !ok:
		case ref.Location == "statusCode":
			a.Status = int(out.Int(name))
		case ref.Location == "header":
			a.Header.Set(ref.name(name), headerText(v))
		}
	}
}

func (s *Service) encodeQuery(op *Operation, out Values, requestID string) (Answer, error) {
	var buf bytes.Buffer
	w := newXMLWriter(s, &buf)
	w.element(op.Name+"Response", s.Metadata.XMLNamespace, func() {
		if op.Output != nil {
			w.element(op.Output.ResultWrapper, "", func() { w.structure(s.OutputShape(op), out) })
		}
		w.element("ResponseMetadata", "", func() { w.text("RequestId", requestID) })
	})
	err := w.close()
	return newAnswer(http.StatusOK, "text/xml", buf.Bytes()), err
}

// Error is an error as a service gives it.
type Error struct {
	Code    string // the shape of the error: "ResourceConflictException"
	Message string
	Status  int // zero: as the model says
}

func (e *Error) Error() string { return e.Code + ": " + e.Message }

// HasError says whether a service has an error of its own with this code.
func (s *Service) HasError(code string) bool {
	sh, ok := s.Shapes[code]
	return ok && (sh.Exception || sh.Error.Code != "" || sh.Error.Status != 0)
}

// EncodeError writes an error in the service's protocol.
func (s *Service) EncodeError(e *Error, requestID string) (Answer, error) {
	code, status := s.errorForm(e)
	var a Answer
	var err error
	switch s.Metadata.Protocol {
	case "query", "rest-xml":
		a, err = s.xmlError(code, e.Message, status, requestID)
	default:
		a, err = s.jsonError(e, code, status)
	}
	if err == nil {
		a.Header.Set("X-Amzn-Requestid", requestID)
	}
	return a, err
}

// errorForm gives an error's code on the wire and its HTTP status.
func (s *Service) errorForm(e *Error) (string, int) {
	code, status := e.Code, e.Status
	sh, ok := s.Shapes[e.Code]
	if ok && sh.Error.Code != "" {
		code = sh.Error.Code
	}
	switch {
	case status != 0:
	case ok && sh.Error.Status != 0:
		status = sh.Error.Status
	case ok && sh.Fault:
		status = http.StatusInternalServerError
	default:
		status = http.StatusBadRequest
	}
	return code, status
}

func (s *Service) jsonError(e *Error, code string, status int) (Answer, error) {
	body, err := json.Marshal(map[string]string{"__type": e.Code, "message": e.Message, "Message": e.Message})
	a := newAnswer(status, "application/json", body)
	if s.Metadata.Protocol == "json" {
		a.Header.Set("Content-Type", "application/x-amz-json-"+s.Metadata.JSONVersion)
	}
	a.Header.Set("X-Amzn-Errortype", e.Code)
	if code != e.Code {
		// SQS spoke the query protocol once, and still gives its codes beside the JSON ones:
		// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
		a.Header.Set("X-Amzn-Query-Error", code+";Sender")
	}
	return a, err
}

func (s *Service) xmlError(code, message string, status int, requestID string) (Answer, error) {
	var buf bytes.Buffer
	w := newXMLWriter(s, &buf)
	fields := func() {
		w.text("Code", code)
		w.text("Message", message)
	}
	if s.Metadata.Protocol == "rest-xml" {
		w.element("Error", "", func() { fields(); w.text("RequestId", requestID) })
	} else {
		w.element("ErrorResponse", s.Metadata.XMLNamespace, func() {
			w.element("Error", "", func() { w.text("Type", faultType(status)); fields() })
			w.text("RequestId", requestID)
		})
	}
	err := w.close()
	return newAnswer(status, "text/xml", buf.Bytes()), err
}

func faultType(status int) string {
	if status >= http.StatusInternalServerError {
		return "Receiver"
	}
	return "Sender"
}

// headerText writes a scalar as a header has it; times are HTTP dates there.
func headerText(v any) string {
	if t, ok := v.(time.Time); ok {
		return t.UTC().Format(http.TimeFormat)
	}
	return toText(v)
}
