package main

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the policies that the data set lacks
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// chunkSize bounds what one look-up has to inflate, in bytes of JSON. The first chunk holds the policies
// that functions have most, and is kept small.
const (
	chunkSize      = 128 << 10
	firstChunkSize = 32 << 10
)

const policyPrefix = "arn:aws:iam::aws:policy/"

// Policies that the data set lacks, from zoph-io/MAMIP: AdministratorAccess at 1b366179 (v1), PowerUserAccess
// at 199039c6 (v12, 2026-02-12).
//
//go:embed extra-policies.json
var extraPolicies []byte

type policy struct {
	ARN        string          `json:"arn"`
	Deprecated bool            `json:"deprecated"`
	Document   json.RawMessage `json:"document"`
}

// managedPolicies writes managed.bin, gzip streams one after the other, and managed-index.gz: a line with
// the sizes of the streams, then one line a policy: path, deprecated, chunk, offset, length.
func managedPolicies(data []byte) (map[string][]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var policies []policy
	if err := json.NewDecoder(r).Decode(&policies); err != nil {
		return nil, err
	}
	var extra []policy
	if err := json.Unmarshal(extraPolicies, &extra); err != nil {
		return nil, fmt.Errorf("extra-policies.json: %w", err)
	}
	policies = append(policies, extra...)
	slices.SortFunc(policies, byLikelihood)

	var p packer
	for _, policy := range policies {
		if err := p.add(policy); err != nil {
			return nil, err
		}
	}
	return p.files()
}

// byLikelihood sorts the policies made for Lambda first, then by name.
func byLikelihood(a, b policy) int {
	rank := func(p policy) int {
		if strings.Contains(p.ARN, "/AWSLambda") && !strings.Contains(p.ARN, "aws-service-role") {
			return 0
		}
		return 1
	}
	if d := rank(a) - rank(b); d != 0 {
		return d
	}
	return strings.Compare(a.ARN, b.ARN)
}

type packer struct {
	chunk bytes.Buffer
	bin   bytes.Buffer
	sizes []string
	index bytes.Buffer
}

func (p *packer) add(policy policy) error {
	path, ok := strings.CutPrefix(policy.ARN, policyPrefix)
	if !ok {
		return fmt.Errorf("%s: not the ARN of a managed policy", policy.ARN)
	}
	limit := chunkSize
	if len(p.sizes) == 0 {
		limit = firstChunkSize
	}
	if p.chunk.Len() > 0 && p.chunk.Len()+len(policy.Document) > limit {
		if err := p.flush(); err != nil {
			return err
		}
	}
	deprecated := "-"
	if policy.Deprecated {
		deprecated = "D"
	}
	start := p.chunk.Len()
	if err := json.Compact(&p.chunk, policy.Document); err != nil {
		return fmt.Errorf("%s: %w", policy.ARN, err)
	}
	fmt.Fprintf(&p.index, "%s\t%s\t%d\t%d\t%d\n", path, deprecated, len(p.sizes), start, p.chunk.Len()-start)
	return nil
}

func (p *packer) flush() error {
	packed, err := squeeze(p.chunk.Bytes())
	if err != nil {
		return err
	}
	p.bin.Write(packed)
	p.sizes = append(p.sizes, fmt.Sprint(len(packed)))
	p.chunk.Reset()
	return nil
}

func (p *packer) files() (map[string][]byte, error) {
	if err := p.flush(); err != nil {
		return nil, err
	}
	index, err := squeeze([]byte(strings.Join(p.sizes, "\t") + "\n" + p.index.String()))
	if err != nil {
		return nil, err
	}
	return map[string][]byte{"managed.bin": p.bin.Bytes(), "managed-index.gz": index}, nil
}
