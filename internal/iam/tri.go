// Package iam reads AWS policy documents and answers what they allow, as AWS evaluates them: explicit Deny,
// boundaries, wildcards, the inverted elements, conditions. Documents may have parts that are known only
// after apply; every answer is three-valued, and says why when it is Maybe.
//
// Source for the language: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html,
// for its evaluation: .../reference_policies_evaluation-logic.html.
package iam

// Tri is a truth value of three: No, Yes, or Maybe when it cannot be decided.
type Tri uint8

// The truth values, in the order in which Or prefers them.
const (
	No Tri = iota
	Maybe
	Yes
)

// String gives "no", "maybe" or "yes".
func (t Tri) String() string {
	switch t {
	case No:
		return "no"
	case Yes:
		return "yes"
	}
	return "maybe"
}

// And is Kleene's: No wins, then Maybe.
func (t Tri) And(u Tri) Tri { return min(t, u) }

// Or is Kleene's: Yes wins, then Maybe.
func (t Tri) Or(u Tri) Tri { return max(t, u) }

// Not swaps Yes and No.
func (t Tri) Not() Tri { return Yes - t }
