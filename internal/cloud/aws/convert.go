package aws

import (
	"maps"
	"slices"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
)

func isAWSTag(name string) bool { return strings.HasPrefix(name, "aws:") }

// text gives a pointer, or nil for "": an absent value.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func number(n int) *int32 {
	v := int32(n) // settings are small numbers, checked by package harden
	return &v
}

func intOf(n *int32) int { return int(awssdk.ToInt32(n)) }

// tagList makes a service's list of tags, in order.
func tagList[T any](tags map[string]string, one func(key, value string) T) []T {
	list := make([]T, 0, len(tags))
	for _, k := range slices.Sorted(maps.Keys(tags)) {
		list = append(list, one(k, tags[k]))
	}
	return list
}

// tagMap makes a map of a service's list of tags.
func tagMap[T any](list []T, one func(T) (key, value *string)) map[string]string {
	tags := map[string]string{}
	for _, t := range list {
		k, v := one(t)
		if !isAWSTag(awssdk.ToString(k)) {
			tags[awssdk.ToString(k)] = awssdk.ToString(v)
		}
	}
	return tags
}

// nameOf gives the last part of an ARN.
func nameOf(arn string) string { return arn[strings.LastIndex(arn, ":")+1:] }

// accountOf gives the account in an ARN; "" when there is none.
func accountOf(arn string) string {
	if p := strings.Split(arn, ":"); len(p) > 5 {
		return p[4]
	}
	return ""
}
