package resilience

import (
	"strconv"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// greater compares two numbers; one that is not set is not compared.
func greater(a, b model.Value[int]) model.Truth {
	if n, ok := b.Get(); ok {
		return a.Match(func(m int) bool { return m > n })
	}
	return a.IsSet().And(b.IsSet(), b.Match(func(int) bool { return true }))
}

// number shows a number in a message.
func number(v model.Value[int]) string {
	if n, ok := v.Get(); ok {
		return strconv.Itoa(n)
	}
	return "an unknown number of"
}
