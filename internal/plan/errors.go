package plan

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Error says why a plan cannot be read, in one line.
type Error struct {
	Path    string // the file; "" when it was not read from one
	Place   string // JSON pointer and byte offset; "" when it concerns the whole input
	Problem string
	Remedy  string
	Err     error // the cause; nil when Problem says it all

	other bool // the input is sound JSON, but nothing that is or was a plan
}

// Error gives path, place, problem, cause and remedy in one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("read ")
	if e.Path == "" {
		b.WriteString("plan")
	} else {
		b.WriteString(printable(e.Path, 300))
	}
	b.WriteString(": " + e.Problem)
	if e.Err != nil {
		b.WriteString(": " + printable(e.Err.Error(), 200))
	}
	if e.Place != "" {
		b.WriteString(" (" + e.Place + ")")
	}
	if e.Remedy != "" {
		b.WriteString("; " + e.Remedy)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

const (
	remedyShow  = "make it with: terraform show -json FILE > plan.json"
	remedyPlan  = "make a plan with: terraform plan -out FILE && terraform show -json FILE > plan.json"
	remedyAgain = "make it again with: terraform show -json FILE > plan.json"
)

// shapeError is JSON that is valid but not what a plan has at that place.
type shapeError struct {
	want    string
	got     jsontext.Kind
	pointer jsontext.Pointer
	offset  int64
}

func (e *shapeError) Error() string {
	return fmt.Sprintf("is %s where a plan has %s", kindName(e.got), e.want)
}

func kindName(k jsontext.Kind) string {
	switch k {
	case jsontext.KindBeginObject:
		return "an object"
	case jsontext.KindBeginArray:
		return "a list"
	case jsontext.KindString:
		return "a string"
	case jsontext.KindNumber:
		return "a number"
	case jsontext.KindNull:
		return "null"
	default:
		return "true or false"
	}
}

// place names a position in the input. Pointers come from hostile input: they are quoted and cut.
func place(p jsontext.Pointer, offset int64) string {
	at := "byte " + strconv.FormatInt(offset, 10)
	if p == "" {
		return at
	}
	return printable(string(p), 160) + ", " + at
}

// printable quotes s when it holds anything that a terminal or a log might act on, and cuts it.
func printable(s string, limit int) string {
	cut := s
	if len(s) > limit {
		cut = strings.ToValidUTF8(s[:limit], "")
	}
	if strings.ContainsFunc(cut, func(r rune) bool { return !strconv.IsPrint(r) }) {
		cut = strconv.Quote(cut)
	}
	if len(s) > limit {
		cut += "…"
	}
	return cut
}

// explain turns an error of the decoder into one that names place and remedy.
func explain(err error, in *input) *Error {
	if known, ok := errors.AsType[*Error](err); ok {
		return known
	}
	if in.err != nil {
		return in.explain()
	}
	if shape, ok := errors.AsType[*shapeError](err); ok {
		return &Error{Problem: shape.Error(), Place: place(shape.pointer, shape.offset), Remedy: remedyAgain}
	}
	if syntax, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return explainSyntax(syntax)
	}
	if semantic, ok := errors.AsType[*json.SemanticError](err); ok {
		return &Error{
			Problem: "is " + kindName(semantic.JSONKind) + " where a plan has something else",
			Place:   place(semantic.JSONPointer, semantic.ByteOffset), Remedy: remedyAgain,
		}
	}
	return &Error{Problem: "cannot be read", Err: err}
}

func explainSyntax(err *jsontext.SyntacticError) *Error {
	at := place(err.JSONPointer, err.ByteOffset)
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &Error{Problem: "ends early: it is truncated", Place: at, Remedy: remedyAgain}
	case errors.Is(err, jsontext.ErrDuplicateName):
		return &Error{Problem: "names the same member twice", Place: at, Remedy: remedyAgain}
	default:
		return &Error{Problem: "is not valid JSON", Err: err.Err, Place: at, Remedy: remedyAgain}
	}
}
