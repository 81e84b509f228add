package wire

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// element is an XML element as a tree.
type element struct {
	name     string
	attrs    map[string]string
	text     string
	children []*element
}

// parseXML reads a document's root element.
func parseXML(body []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(body))
	root := &element{}
	stack := []*element{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("body is not XML: %w", err)
		}
		top := stack[len(stack)-1]
		switch t := token.(type) {
		case xml.StartElement:
			child := &element{name: t.Name.Local, attrs: attributes(t)}
			top.children = append(top.children, child)
			stack = append(stack, child)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(t)
		}
	}
	if len(root.children) != 1 {
		return nil, errors.New("body has no single XML root")
	}
	return root.children[0], nil
}

func attributes(t xml.StartElement) map[string]string {
	out := map[string]string{}
	for _, a := range t.Attr {
		out[a.Name.Local] = a.Value
	}
	return out
}

func (s *Service) decodeXML(sh *Shape, body []byte) (Values, error) {
	if len(bytes.TrimSpace(body)) == 0 {
		return Values{}, nil
	}
	root, err := parseXML(body)
	if err != nil {
		return nil, err
	}
	return s.structureFromXML(sh, sh.Name, root)
}

func (s *Service) structureFromXML(sh *Shape, path string, e *element) (Values, error) {
	out := Values{}
	for _, child := range e.children {
		name, ref := sh.memberOnWire(child.name)
		if ref == nil {
			return nil, fmt.Errorf("%s: element <%s> is not in the model", path, child.name)
		}
		v, err := s.memberFromXML(ref, join(path, name), child, out[name])
		if err != nil {
			return nil, err
		}
		out[name] = v
	}
	return out, nil
}

// memberFromXML reads one element; the elements of a flattened list come one by one and are added to what is there.
func (s *Service) memberFromXML(ref *Ref, path string, e *element, sofar any) (any, error) {
	sh := s.shape(ref)
	if sh.Type == "list" && (sh.Flattened || ref.Flattened) {
		v, err := s.fromXML(s.shape(sh.Member), path, e)
		list, _ := sofar.([]any)
		return append(list, v), err
	}
	return s.fromXML(sh, path, e)
}

func (s *Service) fromXML(sh *Shape, path string, e *element) (any, error) {
	switch sh.Type {
	case "structure":
		return s.structureFromXML(sh, path, e)
	case "list":
		out := []any{}
		for _, child := range e.children {
			v, err := s.fromXML(s.shape(sh.Member), path, child)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, nil
	case "map":
		return nil, fmt.Errorf("%s: maps in XML requests are not supported by the stand-in", path)
	default:
		return fromText(sh, path, e.text)
	}
}

// xmlWriter writes elements; its first error ends it.
type xmlWriter struct {
	service *Service
	out     *xml.Encoder
	err     error
}

func newXMLWriter(s *Service, buf *bytes.Buffer) *xmlWriter {
	return &xmlWriter{service: s, out: xml.NewEncoder(buf)}
}

func (w *xmlWriter) element(name, namespace string, content func()) {
	start := xml.StartElement{Name: xml.Name{Local: name}}
	if namespace != "" {
		start.Attr = []xml.Attr{{Name: xml.Name{Local: "xmlns"}, Value: namespace}}
	}
	w.token(start)
	content()
	w.token(start.End())
}

func (w *xmlWriter) token(t xml.Token) {
	if w.err == nil {
		w.err = w.out.EncodeToken(t)
	}
}

func (w *xmlWriter) text(name, value string) {
	w.element(name, "", func() { w.token(xml.CharData(value)) })
}

func (w *xmlWriter) close() error {
	if w.err != nil {
		return w.err
	}
	return w.out.Flush()
}

// structure writes the members that are in the body, by name, so that the bytes are stable.
func (w *xmlWriter) structure(sh *Shape, v Values) {
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if ref, ok := sh.Members[name]; ok && ref.Location == "" {
			w.member(ref, ref.name(name), v[name])
		}
	}
}

func (w *xmlWriter) member(ref *Ref, name string, v any) {
	sh := w.service.shape(ref)
	flat := sh.Flattened || ref.Flattened
	switch v := v.(type) {
	case []any:
		w.list(sh, name, flat, v)
	case Values:
		if sh.Type == "map" {
			w.mapping(sh, name, flat, v)
			return
		}
		w.element(name, "", func() { w.structure(sh, v) })
	default:
		w.text(name, toText(v))
	}
}

func (w *xmlWriter) list(sh *Shape, name string, flat bool, v []any) {
	if flat {
		for _, e := range v {
			w.member(sh.Member, name, e)
		}
		return
	}
	w.element(name, "", func() {
		for _, e := range v {
			w.member(sh.Member, sh.Member.name("member"), e)
		}
	})
}

func (w *xmlWriter) mapping(sh *Shape, name string, flat bool, v Values) {
	entry := func(wrapper string) {
		for _, k := range slices.Sorted(maps.Keys(v)) {
			w.element(wrapper, "", func() {
				w.text(sh.Key.name("key"), k)
				w.member(sh.Value, sh.Value.name("value"), v[k])
			})
		}
	}
	if flat {
		entry(name)
		return
	}
	w.element(name, "", func() { entry("entry") })
}
