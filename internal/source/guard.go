package source

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// The parsers recurse, and a Go program cannot recover from a stack that is full. So the depth of a file is
// bounded before it is parsed: brackets by maxDepth, and operators, which nest too, by maxOperators in each
// top-level block. Either bound costs the parser some 100 MB of stack at worst; Go allows 1 GB.
const (
	maxDepth     = 2000
	maxOperators = 20000
)

func checkDepth(name string, text []byte) error {
	tokens, _ := hclsyntax.LexConfig(text, name, hcl.InitialPos) // errors are the parser's to report
	return depthOf(name, tokens)
}

func depthOf(name string, tokens hclsyntax.Tokens) error {
	var open []hclsyntax.TokenType // what closes the brackets that are open
	operators, last := 0, hclsyntax.TokenNil
	for _, token := range tokens {
		switch closer := closes(token.Type); {
		case closer != hclsyntax.TokenNil:
			open = append(open, closer)
		case len(open) > 0 && open[len(open)-1] == token.Type:
			open = open[:len(open)-1]
		case len(open) == 0 && token.Type == hclsyntax.TokenNewline:
			operators = 0
		}
		if nests(token.Type, last) {
			operators++
		}
		if len(open) > maxDepth || operators > maxOperators {
			return fmt.Errorf("parse %s:%d: nested too deep", name, token.Range.Start.Line)
		}
		last = token.Type
	}
	return nil
}

// closes gives the token that closes an opening one, and TokenNil for others.
func closes(t hclsyntax.TokenType) hclsyntax.TokenType {
	switch t {
	case hclsyntax.TokenOBrace:
		return hclsyntax.TokenCBrace
	case hclsyntax.TokenOBrack:
		return hclsyntax.TokenCBrack
	case hclsyntax.TokenOParen:
		return hclsyntax.TokenCParen
	case hclsyntax.TokenOQuote:
		return hclsyntax.TokenCQuote
	case hclsyntax.TokenOHeredoc:
		return hclsyntax.TokenCHeredoc
	case hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
		return hclsyntax.TokenTemplateSeqEnd
	}
	return hclsyntax.TokenNil
}

// nests reports whether a token makes the tree deeper without a bracket around it. An index after an index
// does too.
func nests(t, last hclsyntax.TokenType) bool {
	switch t {
	case hclsyntax.TokenOBrack:
		return last == hclsyntax.TokenCBrack
	case hclsyntax.TokenBang, hclsyntax.TokenMinus, hclsyntax.TokenPlus, hclsyntax.TokenStar,
		hclsyntax.TokenSlash, hclsyntax.TokenPercent, hclsyntax.TokenQuestion, hclsyntax.TokenAnd,
		hclsyntax.TokenOr, hclsyntax.TokenEqualOp, hclsyntax.TokenNotEqual, hclsyntax.TokenLessThan,
		hclsyntax.TokenLessThanEq, hclsyntax.TokenGreaterThan, hclsyntax.TokenGreaterThanEq,
		hclsyntax.TokenTemplateControl:
		return true
	}
	return false
}

// checkJSONDepth bounds the nesting of a JSON file. Templates in its strings are parsed only where a local's
// references are wanted; checkTemplates bounds them there.
func checkJSONDepth(name string, text []byte) error {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		case '"':
			i = stringEnd(text, i+1)
		}
		if depth > maxDepth {
			return fmt.Errorf("parse %s: nested too deep", name)
		}
	}
	return nil
}

// stringEnd gives the position of the quote that ends a JSON string.
func stringEnd(text []byte, i int) int {
	for i < len(text) && text[i] != '"' {
		if text[i] == '\\' {
			i++
		}
		i++
	}
	return i
}

// checkTemplates bounds the nesting of all strings in a value that are to be parsed as templates.
func checkTemplates(v cty.Value) error {
	return walkStrings(v, func(s string) error {
		tokens, _ := hclsyntax.LexTemplate([]byte(s), "template", hcl.InitialPos)
		return depthOf("template", tokens)
	})
}

// walkStrings visits the strings of a known value and the names of its attributes.
func walkStrings(v cty.Value, visit func(string) error) error {
	return cty.Walk(v, func(_ cty.Path, v cty.Value) (bool, error) {
		switch {
		case v.IsNull() || !v.IsKnown():
			return false, nil
		case v.Type() == cty.String:
			return false, visit(v.AsString())
		case v.Type().IsObjectType():
			for name := range v.Type().AttributeTypes() {
				if err := visit(name); err != nil {
					return false, err
				}
			}
		}
		return true, nil
	})
}
