package wire

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// Service is the model of one AWS service.
type Service struct {
	// Name is the name in the credential scope of a signature: "lambda", "events".
	Name       string
	Metadata   Metadata              `json:"metadata"`
	Operations map[string]*Operation `json:"operations"`
	Shapes     map[string]*Shape     `json:"shapes"`

	routes   []route
	patterns sync.Map // pattern as the model writes it: *regexp.Regexp, nil when Go cannot compile it
}

// Metadata says how a service is spoken to.
type Metadata struct {
	Protocol     string `json:"protocol"`
	JSONVersion  string `json:"jsonVersion"`
	TargetPrefix string `json:"targetPrefix"`
	XMLNamespace string `json:"xmlNamespace"`
}

// Operation is one call of a service.
type Operation struct {
	Name   string `json:"name"`
	HTTP   Method `json:"http"`
	Input  *Ref   `json:"input"`
	Output *Ref   `json:"output"`
	// Deprecated operations may share their URI with the one that took their place.
	Deprecated bool `json:"deprecated"`
}

// Method is an operation's binding to HTTP.
type Method struct {
	Verb   string `json:"method"`
	URI    string `json:"requestUri"`
	Status int    `json:"responseCode"`
}

// Ref is a use of a shape, with what this use adds to it.
type Ref struct {
	Shape           string        `json:"shape"`
	Location        string        `json:"location"`
	LocationName    string        `json:"locationName"`
	ResultWrapper   string        `json:"resultWrapper"`
	TimestampFormat string        `json:"timestampFormat"`
	Flattened       bool          `json:"flattened"`
	XMLAttribute    bool          `json:"xmlAttribute"`
	XMLNamespace    *XMLNamespace `json:"xmlNamespace"`
}

// XMLNamespace is the namespace of an element.
type XMLNamespace struct {
	URI string `json:"uri"`
}

// UnmarshalJSON takes both forms that models use: a string, and an object with a uri.
func (n *XMLNamespace) UnmarshalJSON(b []byte) error {
	if json.Unmarshal(b, &n.URI) == nil {
		return nil
	}
	var long struct {
		URI string `json:"uri"`
	}
	err := json.Unmarshal(b, &long)
	n.URI = long.URI
	return err
}

// Shape is a type of the model with its constraints.
type Shape struct {
	Name            string          `json:"-"`
	Type            string          `json:"type"`
	Members         map[string]*Ref `json:"members"`
	Required        []string        `json:"required"`
	Enum            []string        `json:"enum"`
	Min             *float64        `json:"min"`
	Max             *float64        `json:"max"`
	Pattern         string          `json:"pattern"`
	Key             *Ref            `json:"key"`
	Value           *Ref            `json:"value"`
	Member          *Ref            `json:"member"`
	Payload         string          `json:"payload"`
	LocationName    string          `json:"locationName"`
	TimestampFormat string          `json:"timestampFormat"`
	Flattened       bool            `json:"flattened"`
	Exception       bool            `json:"exception"`
	Fault           bool            `json:"fault"`
	Error           struct {
		Code   string `json:"code"`
		Status int    `json:"httpStatusCode"`
	} `json:"error"`
}

// parseService reads a model and lays an overlay of the same form over it: an overlay's operations and shapes are
// added; of a shape that exists, enum, required, pattern, sizes and error code are replaced, and members added.
func parseService(name string, model, overlay []byte) (*Service, error) {
	s := &Service{Name: name}
	if err := json.Unmarshal(model, s); err != nil {
		return nil, fmt.Errorf("read AWS model of %s: %w", name, err)
	}
	if len(overlay) > 0 {
		over := &Service{}
		if err := json.Unmarshal(overlay, over); err != nil {
			return nil, fmt.Errorf("read overlay of AWS model %s: %w", name, err)
		}
		s.lay(over)
	}
	for n, sh := range s.Shapes {
		sh.Name = n
	}
	s.routes = makeRoutes(s.Operations)
	return s, nil
}

func (s *Service) lay(over *Service) {
	for n, op := range over.Operations {
		s.Operations[n] = op
	}
	for n, sh := range over.Shapes {
		if old, ok := s.Shapes[n]; ok {
			old.lay(sh)
		} else {
			s.Shapes[n] = sh
		}
	}
}

func (sh *Shape) lay(over *Shape) {
	if len(over.Enum) > 0 {
		sh.Enum = over.Enum
	}
	if over.Required != nil {
		sh.Required = over.Required
	}
	if over.Pattern != "" {
		sh.Pattern = over.Pattern
	}
	if over.Min != nil {
		sh.Min = over.Min
	}
	if over.Max != nil {
		sh.Max = over.Max
	}
	if over.Error.Code != "" {
		sh.Error = over.Error
	}
	for n, m := range over.Members {
		sh.Members[n] = m
	}
}

// shape gives the shape of a use; an unknown one is empty, so that a broken model shows as a wrong type, not a panic.
func (s *Service) shape(r *Ref) *Shape {
	if r == nil {
		return &Shape{Type: "structure"}
	}
	if sh, ok := s.Shapes[r.Shape]; ok {
		return sh
	}
	return &Shape{Name: r.Shape}
}

// InputShape is the shape of what an operation takes.
func (s *Service) InputShape(op *Operation) *Shape { return s.shape(op.Input) }

// OutputShape is the shape of what an operation gives.
func (s *Service) OutputShape(op *Operation) *Shape { return s.shape(op.Output) }

// name is a member's name on the wire.
func (r *Ref) name(member string) string {
	if r.LocationName != "" {
		return r.LocationName
	}
	return member
}

// pattern compiles a model's pattern for a whole match; nil when Go cannot (lookaround, huge repetitions).
func (s *Service) pattern(p string) *regexp.Regexp {
	if re, ok := s.patterns.Load(p); ok {
		return re.(*regexp.Regexp)
	}
	re, err := regexp.Compile(`^(?:` + goPattern(p) + `)$`)
	if err != nil {
		re = nil
	}
	s.patterns.Store(p, re)
	return re
}

// goPattern rewrites Java's \uXXXX, which Go writes \x{XXXX}. The models match over lines, as (?s) does.
func goPattern(p string) string {
	return `(?s)` + javaEscape().ReplaceAllString(p, `\x{$1}`)
}

func javaEscape() *regexp.Regexp { return regexp.MustCompile(`\\u([0-9A-Fa-f]{4})`) }

// UncheckedPatterns lists the patterns of a service that Go's regexp cannot compile; they are not checked.
func (s *Service) UncheckedPatterns() []string {
	var left []string
	for name, sh := range s.Shapes {
		if sh.Pattern != "" && s.pattern(sh.Pattern) == nil {
			left = append(left, name+": "+strings.TrimSpace(sh.Pattern))
		}
	}
	return left
}
