package facts

import (
	_ "embed" // the managed policies
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

var (
	//go:embed data/managed-index.gz
	packedIndex []byte
	//go:embed data/managed.bin
	packedPolicies []byte
)

// ManagedPolicy gives the document of an AWS managed policy, by ARN
// ("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", also of the partitions aws-cn and
// aws-us-gov) or by bare name. The documents are those of the partition aws: elsewhere AWS writes the same
// with its own partition in the ARNs, and so does the answer.
func ManagedPolicy(arn string) ([]byte, bool) {
	partition, p, ok := findManaged(arn)
	if !ok {
		return nil, false
	}
	table := managedTable()
	if p.chunk >= len(table.chunks) {
		return nil, false
	}
	chunk := table.chunks[p.chunk]()
	if p.start < 0 || p.length < 0 || p.start+p.length > len(chunk) {
		return nil, false
	}
	text := chunk[p.start : p.start+p.length]
	if partition != "aws" {
		text = strings.ReplaceAll(text, `"arn:aws:`, `"arn:`+partition+":")
	}
	return []byte(text), true
}

// Deprecated says that AWS has deprecated a managed policy: it can no longer be attached anew.
func Deprecated(arn string) bool {
	_, p, ok := findManaged(arn)
	return ok && p.deprecated
}

// ManagedPolicyARN gives the ARN, in the partition aws, of an AWS managed policy given by ARN or bare name.
func ManagedPolicyARN(name string) (string, bool) {
	_, p, ok := findManaged(name)
	return "arn:aws:iam::aws:policy/" + p.path, ok
}

func findManaged(arn string) (partition string, p managedRow, ok bool) {
	partition, path := "aws", arn
	if rest, isARN := strings.CutPrefix(arn, "arn:"); isARN {
		partition, path, ok = strings.Cut(rest, ":iam::aws:policy/")
		if !ok || !knownPartition(partition) {
			return "", managedRow{}, false
		}
		p, ok = managedTable().rows[path[strings.LastIndexByte(path, '/')+1:]]
		return partition, p, ok && p.path == path
	}
	p, ok = managedTable().rows[path]
	return partition, p, ok
}

func knownPartition(p string) bool { return p == "aws" || p == "aws-cn" || p == "aws-us-gov" }

type managedRow struct {
	path                 string // service-role/AWSLambdaBasicExecutionRole
	deprecated           bool
	chunk, start, length int
}

type managedPolicies struct {
	rows   map[string]managedRow // by bare name, which is unique over all paths
	chunks []func() string
}

// The policies lie in chunks of 128 kB, of which a look-up inflates one.
var managedTable = sync.OnceValue(func() managedPolicies {
	head, rows, _ := strings.Cut(inflate(packedIndex), "\n")
	t := managedPolicies{rows: make(map[string]managedRow, strings.Count(rows, "\n"))}
	at := 0
	for size := range strings.SplitSeq(head, "\t") {
		n, err := strconv.Atoi(size)
		if err != nil || n < 0 || at+n > len(packedPolicies) {
			return t
		}
		packed := packedPolicies[at : at+n]
		t.chunks = append(t.chunks, sync.OnceValue(func() string { return inflate(packed) }))
		at += n
	}
	for line := range strings.SplitSeq(rows, "\n") {
		if row, ok := parseManaged(line); ok {
			t.rows[row.path[strings.LastIndexByte(row.path, '/')+1:]] = row
		}
	}
	return t
})

func parseManaged(line string) (managedRow, bool) {
	cells := strings.Split(line, "\t")
	if len(cells) != 5 {
		return managedRow{}, false
	}
	row := managedRow{path: cells[0], deprecated: cells[1] == "D"}
	for i, to := range []*int{&row.chunk, &row.start, &row.length} {
		n, err := strconv.Atoi(cells[2+i])
		if err != nil {
			return managedRow{}, false
		}
		*to = n
	}
	return row, true
}

// ManagedPolicyNames lists the bare names of the AWS managed policies that the table holds, sorted.
func ManagedPolicyNames() []string { return slices.Sorted(maps.Keys(managedTable().rows)) }
