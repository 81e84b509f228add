package provider

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// flatSettings writes the settings of a desired or actual state as names and texts, the names as attributes are written:
// "log_group.retention". Those that have an attribute of their own are left out.
func flatSettings(settings any, declared []string) map[string]string {
	f := flattener{declared: declared, out: map[string]string{}}
	f.add("", reflect.ValueOf(settings))
	return f.out
}

type flattener struct {
	declared []string // names that are left out, with all in them
	out      map[string]string
}

func (f *flattener) add(name string, v reflect.Value) {
	if name != "" && slices.ContainsFunc(f.declared, func(d string) bool { return within(name, d) }) {
		return
	}
	if policy, ok := v.Interface().(harden.Policy); ok {
		f.set(name, policy.String())
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		if name != "" && v.IsZero() {
			return // the kind has no such part: "key.rotation" of no key would read as if it were off
		}
		for i := range v.NumField() {
			f.add(strings.TrimPrefix(name+"."+snake(v.Type().Field(i).Name), "."), v.Field(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			f.add(name, v.Elem())
		}
	case reflect.Slice:
		f.slice(name, v)
	case reflect.Map:
		for _, k := range v.MapKeys() {
			f.add(name+"["+strconv.Quote(k.String())+"]", v.MapIndex(k))
		}
	default:
		f.set(name, fmt.Sprint(v.Interface()))
	}
}

// slice writes texts in one, so that a list that grows is one difference.
func (f *flattener) slice(name string, v reflect.Value) {
	if texts, ok := v.Interface().([]string); ok {
		f.set(name, strings.Join(texts, ", "))
		return
	}
	for i := range v.Len() {
		f.add(fmt.Sprintf("%s[%d]", name, i), v.Index(i))
	}
}

// set leaves out what is not set: it would be noise in every plan.
func (f *flattener) set(name, text string) {
	if text != "" {
		f.out[name] = text
	}
}

// snake writes a Go name as an attribute's: RuntimeUpdates is runtime_updates, SourceARN source_arn.
func snake(name string) string {
	var b strings.Builder
	letters := []rune(name)
	for i, r := range letters {
		begins := unicode.IsUpper(r) && i > 0 &&
			(!unicode.IsUpper(letters[i-1]) || i+1 < len(letters) && unicode.IsLower(letters[i+1]))
		if begins {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
