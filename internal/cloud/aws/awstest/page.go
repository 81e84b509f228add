package awstest

import (
	"cmp"
	"strconv"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// paging names the members of a list call that ask for pages.
type paging struct {
	size, token     string // of the request
	next, truncated string // of the answer; truncated is empty where there is no such member
	most            int    // the service's default page size
}

// How each service pages, from its API reference.
func iamPaging() paging    { return paging{"MaxItems", "Marker", "Marker", "IsTruncated", 100} }
func kmsPaging() paging    { return paging{"Limit", "Marker", "NextMarker", "Truncated", 100} }
func logsPaging() paging   { return paging{"limit", "nextToken", "nextToken", "", 50} }
func lambdaPaging() paging { return paging{"MaxItems", "Marker", "NextMarker", "", 50} }
func eventsPaging() paging { return paging{"Limit", "NextToken", "NextToken", "", 100} }
func snsPaging() paging    { return paging{"", "NextToken", "NextToken", "", 100} }
func apiPaging() paging    { return paging{"limit", "position", "position", "", 25} }

// page answers the part of a list that a request asks for.
func page[T any](w *World, in wire.Values, member string, all []T, p paging) (wire.Values, error) {
	start, err := strconv.Atoi(cmp.Or(in.Str(p.token), "0"))
	if err != nil || start < 0 || start > len(all) {
		return nil, fail(pageErrorCode(p), "The specified token is not valid: %s", in.Str(p.token))
	}
	size := cmp.Or(int(in.Int(p.size)), w.PageSize, p.most)
	end := min(start+size, len(all))
	out := wire.Values{member: wire.Plain(append([]T{}, all[start:end]...))}
	if end < len(all) {
		out[p.next] = strconv.Itoa(end)
	}
	if p.truncated != "" {
		out[p.truncated] = end < len(all)
	}
	return out, nil
}

// pageErrorCode is how a service calls a token that it did not give.
func pageErrorCode(p paging) string {
	switch p {
	case kmsPaging():
		return "InvalidMarkerException"
	case lambdaPaging():
		return "InvalidParameterValueException"
	case logsPaging(), snsPaging():
		return "InvalidParameterException"
	case apiPaging():
		return "BadRequestException"
	default:
		return "ValidationException"
	}
}
