package wire

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// route is an operation's requestUri taken apart: "/functions/{FunctionName}?tagging".
type route struct {
	op       *Operation
	segments []string
	query    []string // "key" or "key=value" that must be there
}

func makeRoutes(ops map[string]*Operation) []route {
	routes := make([]route, 0, len(ops))
	for _, op := range ops {
		if op.Deprecated {
			continue
		}
		path, query, _ := strings.Cut(op.HTTP.URI, "?")
		r := route{op: op, segments: split(path)}
		if query != "" {
			r.query = strings.Split(query, "&")
		}
		routes = append(routes, r)
	}
	// The most specific first: query keys, then literal segments; then by name, so that the order is stable.
	slices.SortFunc(routes, func(a, b route) int {
		return cmp.Or(
			cmp.Compare(len(b.query), len(a.query)),
			cmp.Compare(b.literals(), a.literals()),
			cmp.Compare(a.op.Name, b.op.Name))
	})
	return routes
}

func (r route) literals() int {
	n := 0
	for _, s := range r.segments {
		if !isLabel(s) {
			n++
		}
	}
	return n
}

// split gives the segments of a path. A slash at the end means nothing: models have it, clients may not send it.
func split(path string) []string {
	return strings.Split(strings.Trim(path, "/"), "/")
}

func isLabel(segment string) bool { return strings.HasPrefix(segment, "{") }

// find gives the operation of a REST request, with the values of its labels.
func (s *Service) find(req *http.Request) (*Operation, map[string]string, bool) {
	segments := split(req.URL.EscapedPath())
	query := req.URL.Query()
	for _, r := range s.routes {
		if r.op.HTTP.Verb != req.Method || !r.hasQuery(query) {
			continue
		}
		if labels, ok := r.match(segments); ok {
			return r.op, labels, true
		}
	}
	return nil, nil, false
}

func (r route) hasQuery(query url.Values) bool {
	for _, want := range r.query {
		key, value, _ := strings.Cut(want, "=")
		if !query.Has(key) || query.Get(key) != value {
			return false
		}
	}
	return true
}

func (r route) match(segments []string) (map[string]string, bool) {
	labels := map[string]string{}
	for i, want := range r.segments {
		switch {
		case strings.HasSuffix(want, "+}"):
			if i >= len(segments) {
				return nil, false
			}
			return labels, label(labels, want, strings.Join(segments[i:], "/"))
		case i >= len(segments):
			return nil, false
		case isLabel(want):
			if !label(labels, want, segments[i]) {
				return nil, false
			}
		case want != segments[i]:
			return nil, false
		}
	}
	return labels, len(segments) == len(r.segments)
}

// label stores a label's value; an empty one does not match.
func label(labels map[string]string, name, escaped string) bool {
	value, err := url.PathUnescape(escaped)
	if err != nil || value == "" {
		return false
	}
	labels[strings.Trim(name, "{+}")] = value
	return true
}
