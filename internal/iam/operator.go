package iam

import "strings"

// family is what a condition operator compares.
type family uint8

const (
	stringEquals family = iota + 1 // exactly; also dates, numbers, binary
	stringLike                     // with "*" and "?"; ARN operators are all of this kind
	boolean
	ipAddress
	null
	ordered // less and greater, of numbers and dates
)

// operator is a condition operator taken apart.
type operator struct {
	family   family
	negated  bool // StringNotEquals, ArnNotLike, NotIpAddress
	less     bool // of ordered ones
	ifExists bool // holds too when the request lacks the key
	anyValue bool // ForAnyValue:
	allVals  bool // ForAllValues:, which holds too when the request lacks the key
}

// parseOperator takes an operator's name apart; false for one that AWS doesn't have.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
func parseOperator(name string) (operator, bool) {
	var op operator
	name = strings.ToLower(name)
	if rest, ok := strings.CutPrefix(name, "foranyvalue:"); ok {
		name, op.anyValue = rest, true
	} else if rest, ok := strings.CutPrefix(name, "forallvalues:"); ok {
		name, op.allVals = rest, true
	}
	if rest, ok := strings.CutSuffix(name, "ifexists"); ok {
		name, op.ifExists = rest, true
	}
	if !op.setFamily(name) {
		return operator{}, false
	}
	return op, true
}

func (op *operator) setFamily(name string) bool {
	switch name {
	case "stringequals", "stringequalsignorecase", "numericequals", "dateequals", "binaryequals":
		op.family = stringEquals
	case "stringnotequals", "stringnotequalsignorecase", "numericnotequals", "datenotequals":
		op.family, op.negated = stringEquals, true
	case "stringlike", "arnequals", "arnlike":
		op.family = stringLike
	case "stringnotlike", "arnnotequals", "arnnotlike":
		op.family, op.negated = stringLike, true
	case "bool":
		op.family = boolean
	case "ipaddress":
		op.family = ipAddress
	case "notipaddress":
		op.family, op.negated = ipAddress, true
	case "null":
		op.family = null
	case "numericlessthan", "numericlessthanequals", "datelessthan", "datelessthanequals":
		op.family, op.less = ordered, true
	case "numericgreaterthan", "numericgreaterthanequals", "dategreaterthan", "dategreaterthanequals":
		op.family = ordered
	default:
		return false
	}
	return true
}
