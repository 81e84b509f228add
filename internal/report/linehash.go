package report

import (
	"fmt"
	"unicode/utf16"
)

// GitHub tells an alert from a new one by primaryLocationLineHash, and its upload action warns about each
// result whose hash is not the one that it computes itself. So the hash is made just as there: over the 100
// UTF-16 units from the line's start on, spaces and tabs left out, all line ends as \n, a 65535 at the end of
// the file and zeros behind it. (github/codeql-action, src/fingerprints.ts)
const (
	hashWindow   = 100
	hashBase     = 37
	hashFileEnd  = 0xffff
	hashNoLine   = 0
	hashLineFeed = '\n'
)

type lineHasher struct {
	window  [hashWindow]uint64
	lines   [hashWindow]int // the line that starts at a place of the window, or hashNoLine
	at      int
	hash    uint64
	oldest  uint64 // hashBase to the power of hashWindow: the weight of what leaves the window
	line    int
	starts  bool // the next character starts a line
	afterCR bool
	seen    map[uint64]int
	hashes  []string
}

// lineHashes gives the hash of each line of a file; the first line is at 0.
func lineHashes(file []byte) []string {
	h := lineHasher{oldest: 1, starts: true, seen: map[uint64]int{}}
	for range hashWindow {
		h.oldest *= hashBase
	}
	for _, unit := range utf16.Encode([]rune(string(file))) {
		h.read(uint64(unit))
	}
	h.read(hashFileEnd)
	for range hashWindow {
		h.emit()
		h.push(0)
	}
	return h.hashes
}

func (h *lineHasher) read(c uint64) {
	if c == ' ' || c == '\t' || h.afterCR && c == hashLineFeed {
		h.afterCR = false
		return
	}
	h.afterCR = c == '\r'
	if h.afterCR {
		c = hashLineFeed
	}
	h.emit()
	if h.starts {
		h.line++
		h.lines[h.at] = h.line
	}
	h.starts = c == hashLineFeed
	h.push(c)
}

// emit gives out the hash of the line whose first character is about to leave the window.
func (h *lineHasher) emit() {
	if h.lines[h.at] == hashNoLine {
		return
	}
	h.seen[h.hash]++
	h.hashes = append(h.hashes, fmt.Sprintf("%x:%d", h.hash, h.seen[h.hash]))
	h.lines[h.at] = hashNoLine
}

func (h *lineHasher) push(c uint64) {
	h.hash = h.hash*hashBase + c - h.oldest*h.window[h.at]
	h.window[h.at] = c
	h.at = (h.at + 1) % hashWindow
}
