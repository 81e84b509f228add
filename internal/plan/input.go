package plan

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const (
	defaultMaxValue = 64 << 20

	// gzip reaches 1,000 times; plans stay under 100.
	bombFree  = 64 << 20
	bombRatio = 300

	blockSize = 64 << 10
)

var (
	errTooLarge  = errors.New("one value is too large")
	errBomb      = errors.New("decompresses to far more than a plan does")
	errSurrogate = errors.New("is broken UTF-16")
)

// input is what the JSON decoder reads from. It stops when a single value grows over the cap, because the
// decoder would hold all of it in memory, even to skip it.
type input struct {
	ctx   context.Context
	src   io.Reader
	dec   *jsontext.Decoder
	max   int64
	given int64
	err   error // the first error that is not io.EOF
}

// Read gives the decoder bytes as long as the value it reads is under the cap.
func (in *input) Read(b []byte) (int, error) {
	if in.err != nil {
		return 0, in.err
	}
	if err := in.ctx.Err(); err != nil {
		return 0, in.fail(err)
	}
	if in.given-in.dec.InputOffset() > in.max {
		return 0, in.fail(errTooLarge)
	}
	n, err := in.src.Read(b)
	in.given += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		return n, in.fail(err)
	}
	return n, err
}

func (in *input) fail(err error) error {
	in.err = err
	return err
}

func (in *input) explain() *Error {
	switch {
	case errors.Is(in.err, errTooLarge):
		return &Error{
			Problem: "holds a value of more than " + strconv.FormatInt(in.max, 10) + " bytes",
			Place:   place(in.dec.StackPointer(), in.dec.InputOffset()),
			Remedy:  "keep large files out of the plan",
		}
	case errors.Is(in.err, errBomb):
		return &Error{Problem: in.err.Error(), Remedy: "decompress it first"}
	case errors.Is(in.err, errSurrogate):
		return &Error{Problem: in.err.Error(), Remedy: remedyAgain}
	case errors.Is(in.err, io.ErrUnexpectedEOF), errors.Is(in.err, gzip.ErrChecksum), errors.Is(in.err, gzip.ErrHeader):
		return &Error{Problem: "is broken gzip data", Err: in.err, Remedy: "compress it again"}
	default:
		return &Error{Problem: "cannot be read", Err: in.err}
	}
}

// open gives the UTF-8 text in r, decompressed and transcoded where it must be.
func open(r io.Reader) (io.Reader, error) {
	br := bufio.NewReaderSize(r, blockSize)
	head, err := br.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, &Error{Problem: "cannot be read", Err: err}
	}
	if bytes.Equal(head, []byte{0x1f, 0x8b}) {
		if br, err = gunzip(br); err != nil {
			return nil, &Error{Problem: "is broken gzip data", Err: err, Remedy: "compress it again"}
		}
	}
	return decode(br)
}

func gunzip(r io.Reader) (*bufio.Reader, error) {
	packed := &counter{src: r}
	zr, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	return bufio.NewReaderSize(&guard{src: zr, packed: packed}, blockSize), nil
}

type counter struct {
	src io.Reader
	n   int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.src.Read(b)
	c.n += int64(n)
	return n, err
}

// guard ends a decompression that gives far more than it takes.
type guard struct {
	src    io.Reader
	packed *counter
	n      int64
}

func (g *guard) Read(b []byte) (int, error) {
	n, err := g.src.Read(b)
	g.n += int64(n)
	if g.n > bombFree+bombRatio*g.packed.n {
		return n, errBomb
	}
	return n, err
}

// decode finds the encoding (Windows PowerShell's ">" writes UTF-16) and refuses what is plainly no JSON.
func decode(br *bufio.Reader) (io.Reader, error) {
	head, err := br.Peek(4)
	if err != nil && err != io.EOF {
		return nil, &Error{Problem: "cannot be read", Err: err}
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil, &Error{Problem: "is a binary plan", Remedy: "run: terraform show -json FILE > plan.json"}
	case bytes.HasPrefix(head, []byte{0xef, 0xbb, 0xbf}):
		return begin(br, 3)
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return utf16(br, 2, unicode.LittleEndian)
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return utf16(br, 2, unicode.BigEndian)
	case len(head) >= 2 && head[0] != 0 && head[1] == 0:
		return utf16(br, 0, unicode.LittleEndian)
	case len(head) >= 2 && head[0] == 0 && head[1] != 0:
		return utf16(br, 0, unicode.BigEndian)
	default:
		return begin(br, 0)
	}
}

func utf16(br *bufio.Reader, bom int, order unicode.Endianness) (io.Reader, error) {
	if _, err := br.Discard(bom); err != nil {
		return nil, &Error{Problem: "cannot be read", Err: err}
	}
	var src io.Reader = &units{src: br, big: order == unicode.BigEndian}
	text := transform.NewReader(src, unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder())
	return begin(bufio.NewReaderSize(text, blockSize), 0)
}

// units refuses UTF-16 that is broken: the decoder would put U+FFFD there without a word.
type units struct {
	src     io.Reader
	big     bool
	first   byte // the first byte of a unit whose second is still to come
	half    bool
	leading bool // the unit before was the first half of a pair
}

func (u *units) Read(b []byte) (int, error) {
	n, err := u.src.Read(b)
	for _, c := range b[:n] {
		if u.half = !u.half; u.half {
			u.first = c
			continue
		}
		high := c
		if u.big {
			high = u.first
		}
		leading, trailing := high&0xfc == 0xd8, high&0xfc == 0xdc
		if trailing != u.leading {
			return n, errSurrogate
		}
		u.leading = leading
	}
	if err == io.EOF && (u.half || u.leading) {
		return n, errSurrogate
	}
	return n, err
}

// begin skips a byte order mark and looks at the first byte that is not blank.
func begin(br *bufio.Reader, bom int) (io.Reader, error) {
	if _, err := br.Discard(bom); err != nil {
		return nil, &Error{Problem: "cannot be read", Err: err}
	}
	// Blanks are left in place, so that offsets in errors stay true.
	head, err := br.Peek(blockSize)
	if err != nil && err != io.EOF {
		return nil, startError(err)
	}
	text := bytes.TrimLeft(head, " \t\r\n")
	switch {
	case len(text) == 0 && err == io.EOF:
		return nil, &Error{Problem: "is empty", Remedy: remedyShow}
	case len(text) > 0 && text[0] == '[':
		return nil, &Error{Problem: "is a JSON list, not a plan", Remedy: remedyShow, other: true}
	case len(text) > 0 && text[0] != '{':
		return nil, &Error{Problem: "is not JSON: it starts with " + strconv.Quote(firstRunes(text)), Remedy: remedyShow}
	}
	return br, nil
}

func startError(err error) *Error {
	return (&input{err: err}).explain()
}

func firstRunes(text []byte) string {
	runes := []rune(string(text[:min(len(text), 64)]))
	return string(runes[:min(len(runes), 12)])
}
