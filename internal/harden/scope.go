// Package harden turns what a user declares into the hardened desired state on the cloud: which roles, policies, keys,
// queues and settings shall exist. It is pure: the same declaration gives the same state, and nothing is read from
// anywhere. The defaults are those of the table in docs/design.md.
package harden

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// What has an id only after it is made stands in policies and settings as one of these, in the desired state and,
// once read back, also in the actual state, so that the two can be compared.
const (
	OwnKey = "slsguard:own-key" // ARN of the key that the resource makes
	OwnAPI = "slsguard:own-api" // id of the REST API that the trigger makes
)

// Scope is where a resource is made.
type Scope struct {
	Partition string // aws, aws-cn, aws-us-gov
	Region    string
	Account   string // 12 digits
}

// UnknownScope is for a plan made before the provider's region or account is known.
func UnknownScope() Scope { return Scope{Partition: "aws", Region: spec.Gap, Account: spec.Gap} }

// ARN gives the ARN of something in the scope.
func (s Scope) ARN(service, resource string) string {
	return strings.Join([]string{"arn", s.Partition, service, s.Region, s.Account, resource}, ":")
}

// Global gives the ARN of something without a region, such as a role.
func (s Scope) Global(service, resource string) string {
	return strings.Join([]string{"arn", s.Partition, service, "", s.Account, resource}, ":")
}

// Service gives the domain of a service in the region, as kms:ViaService and some principals are written. It has the
// ending .amazonaws.com also in partitions other than aws, except in China for kms:ViaService, where AWS writes
// .amazonaws.com.cn.
func (s Scope) Service(name string) string {
	domain := name + "." + s.Region + ".amazonaws.com"
	if s.Partition == "aws-cn" {
		domain += ".cn"
	}
	return domain
}

// fit shortens a name that is too long for its service, keeping it apart from others by a hash of the whole.
func fit(name string, longest int) string {
	if len(name) <= longest {
		return name
	}
	return name[:longest-9] + "-" + short(name)
}

// short gives 8 hexadecimal digits that stand for a text.
func short(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:4])
}

// FieldError is a declared value that can't be.
type FieldError struct {
	Path    string // of the attribute, as Terraform writes it: "aws.permissions[0].actions"
	Problem string
}

func (e *FieldError) Error() string {
	if e.Path == "" {
		return e.Problem
	}
	return e.Path + ": " + e.Problem
}

// Problems takes apart the error of a declaration that can't be hardened; most of them are a FieldError.
func Problems(err error) []error {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range joined.Unwrap() {
		all = append(all, Problems(e)...)
	}
	return all
}

func wrong(path, format string, args ...any) error {
	return &FieldError{path, fmt.Sprintf(format, args...)}
}
