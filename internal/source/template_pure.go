package source

import (
	"strings"
	"sync"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// pureFunctions are Terraform's functions that may be evaluated on values that are certain: those whose result
// depends on nothing else, in a time and size bounded by their arguments'.
var pureFunctions = sync.OnceValue(func() map[string]function.Function {
	return map[string]function.Function{
		"abs": stdlib.AbsoluteFunc, "ceil": stdlib.CeilFunc, "floor": stdlib.FloorFunc,
		"max": stdlib.MaxFunc, "min": stdlib.MinFunc, "range": stdlib.RangeFunc,
		"lower": stdlib.LowerFunc, "upper": stdlib.UpperFunc, "title": stdlib.TitleFunc,
		"chomp": stdlib.ChompFunc, "trim": stdlib.TrimFunc, "trimspace": stdlib.TrimSpaceFunc,
		"trimprefix": stdlib.TrimPrefixFunc, "trimsuffix": stdlib.TrimSuffixFunc,
		"split": stdlib.SplitFunc, "substr": stdlib.SubstrFunc, "replace": replaceFunc(),
		"regex": stdlib.RegexFunc, "regexall": stdlib.RegexAllFunc,
		"startswith": textTest(strings.HasPrefix), "endswith": textTest(strings.HasSuffix),
		"strcontains": textTest(strings.Contains),
		"compact":     stdlib.CompactFunc, "contains": stdlib.ContainsFunc, "distinct": stdlib.DistinctFunc,
		"coalesce": coalesceFunc(), "coalescelist": stdlib.CoalesceListFunc,
		"reverse": stdlib.ReverseListFunc, "slice": stdlib.SliceFunc, "sort": stdlib.SortFunc,
		"zipmap": stdlib.ZipmapFunc, "setunion": stdlib.SetUnionFunc,
		"setintersection": stdlib.SetIntersectionFunc, "setsubtract": stdlib.SetSubtractFunc,
		"jsondecode": stdlib.JSONDecodeFunc,
		"tobool":     stdlib.MakeToFunc(cty.Bool), "tonumber": stdlib.MakeToFunc(cty.Number),
	}
})

func textParam(name string) function.Parameter {
	return function.Parameter{Name: name, Type: cty.String}
}

func textTest(test func(text, part string) bool) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{textParam("text"), textParam("part")},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.BoolVal(test(args[0].AsString(), args[1].AsString())), nil
		},
	})
}

// replaceFunc is Terraform's replace: a text between slashes is a regular expression.
func replaceFunc() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{textParam("text"), textParam("part"), textParam("by")},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			text, part, by := args[0], args[1].AsString(), args[2]
			if (len(text.AsString())+1)*(len(by.AsString())+1) > maxEvalBytes {
				return cty.NilVal, errUnclear // a replacement for every letter
			}
			if len(part) > 1 && part[0] == '/' && part[len(part)-1] == '/' {
				return stdlib.RegexReplace(text, cty.StringVal(part[1:len(part)-1]), by)
			}
			return stdlib.Replace(text, args[1], by)
		},
	})
}

// coalesceFunc is Terraform's coalesce, which passes over empty strings, too.
func coalesceFunc() function.Function {
	return function.New(&function.Spec{
		VarParam: &function.Parameter{Name: "values", Type: cty.DynamicPseudoType, AllowNull: true, AllowDynamicType: true},
		Type: func(args []cty.Value) (cty.Type, error) {
			types := make([]cty.Type, len(args))
			for i, arg := range args {
				types[i] = arg.Type()
			}
			typ, _ := convert.UnifyUnsafe(types)
			if typ == cty.NilType {
				return cty.NilType, errFails
			}
			return typ, nil
		},
		Impl: func(args []cty.Value, typ cty.Type) (cty.Value, error) {
			for _, arg := range args {
				v, err := convert.Convert(arg, typ)
				if err != nil {
					return cty.NilVal, errFails
				}
				if !v.IsNull() && (v.Type() != cty.String || v.AsString() != "") {
					return v, nil
				}
			}
			return cty.NilVal, errFails
		},
	})
}
