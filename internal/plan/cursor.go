package plan

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// cursor walks JSON. Its methods read exactly one value each; null stands for an empty object, list or text.
type cursor struct {
	dec    *jsontext.Decoder
	intern *interner
	buf    []byte
}

func (c *cursor) skip() error { return c.dec.SkipValue() }

// members calls each for every member of an object; each reads the member's value.
func (c *cursor) members(each func(name string) error) error {
	ok, err := c.enter(jsontext.KindBeginObject, "an object")
	if !ok {
		return err
	}
	for c.dec.PeekKind() == jsontext.KindString {
		name, err := c.str()
		if err != nil {
			return err
		}
		if err := each(name); err != nil {
			return err
		}
	}
	_, err = c.dec.ReadToken() // the end, or the error that PeekKind met
	return err
}

// elements calls each before every element of a list; each reads the element.
func (c *cursor) elements(each func() error) error {
	ok, err := c.enter(jsontext.KindBeginArray, "a list")
	if !ok {
		return err
	}
	for {
		switch c.dec.PeekKind() {
		case jsontext.KindEndArray, jsontext.KindInvalid:
			_, err := c.dec.ReadToken()
			return err
		}
		if err := each(); err != nil {
			return err
		}
	}
}

func (c *cursor) enter(want jsontext.Kind, name string) (bool, error) {
	switch got := c.dec.PeekKind(); got {
	case want:
		_, err := c.dec.ReadToken()
		return err == nil, err
	case jsontext.KindNull, jsontext.KindInvalid:
		_, err := c.dec.ReadToken()
		return false, err
	default:
		return false, c.shape(name, got)
	}
}

func (c *cursor) shape(want string, got jsontext.Kind) error {
	return &shapeError{want: want, got: got, pointer: c.dec.StackPointer(), offset: c.dec.InputOffset()}
}

// text reads a string.
func (c *cursor) text() (string, error) {
	switch got := c.dec.PeekKind(); got {
	case jsontext.KindString:
		return c.str()
	case jsontext.KindNull, jsontext.KindInvalid:
		_, err := c.dec.ReadToken()
		return "", err
	default:
		return "", c.shape("a string", got)
	}
}

// skipText skips a string, which it must be.
func (c *cursor) skipText() error {
	switch got := c.dec.PeekKind(); got {
	case jsontext.KindString, jsontext.KindNull, jsontext.KindInvalid:
		return c.skip()
	default:
		return c.shape("a string", got)
	}
}

// textInto reads a string into s.
func (c *cursor) textInto(s *string) error {
	var err error
	*s, err = c.text()
	return err
}

// key reads an instance key: a string or a number.
func (c *cursor) key() (key string, keyed bool, err error) {
	if c.dec.PeekKind() == jsontext.KindNumber {
		key, err = c.raw()
		return key, true, err
	}
	keyed = c.dec.PeekKind() == jsontext.KindString
	key, err = c.text()
	return key, keyed, err
}

// flag reads true, false or null.
func (c *cursor) flag() (b, given bool, err error) {
	switch got := c.dec.PeekKind(); got {
	case jsontext.KindTrue, jsontext.KindFalse:
		_, err := c.dec.ReadToken()
		return got == jsontext.KindTrue, true, err
	case jsontext.KindNull, jsontext.KindInvalid:
		_, err := c.dec.ReadToken()
		return false, false, err
	default:
		return false, false, c.shape("true or false", got)
	}
}

// str reads the string that comes next, interned.
func (c *cursor) str() (string, error) {
	raw, err := c.dec.ReadValue()
	if err != nil {
		return "", err
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return c.intern.text(raw[1 : len(raw)-1]), nil
	}
	if c.buf, err = jsontext.AppendUnquote(c.buf[:0], raw); err != nil {
		return "", err
	}
	text := c.intern.text(c.buf)
	if cap(c.buf) > 1<<20 {
		c.buf = nil
	}
	return text, nil
}

// raw reads the JSON text of a number.
func (c *cursor) raw() (string, error) {
	raw, err := c.dec.ReadValue()
	if err != nil {
		return "", err
	}
	return c.intern.text(raw), nil
}
