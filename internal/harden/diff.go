package harden

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Difference is one setting that is not as it should be.
type Difference struct {
	Path string // of the setting in Function or Trigger: "LogGroup.Retention"
	Have string
	Want string
}

func (d Difference) String() string { return fmt.Sprintf("%s is %s, want %s", d.Path, d.Have, d.Want) }

// DiffFunction compares the settings of a function as last read with the desired ones. What the desired state leaves
// open is not compared: a hash of the code that nobody states.
func DiffFunction(have, want Function) []Difference {
	for _, f := range []*Function{&have, &want} {
		f.Code.Path, f.Code.Directory = "", "" // where the zip lay says nothing about what was deployed
	}
	if want.Code.SHA256 == "" {
		have.Code.SHA256 = ""
	}
	var d differ
	d.compare("", reflect.ValueOf(have), reflect.ValueOf(want))
	return d.found
}

// DiffTrigger compares the settings of a trigger as last read with the desired ones.
func DiffTrigger(have, want Trigger) []Difference {
	var d differ
	d.compare("", reflect.ValueOf(have), reflect.ValueOf(want))
	return d.found
}

type differ struct{ found []Difference }

func (d *differ) compare(path string, have, want reflect.Value) {
	if policy, ok := want.Interface().(Policy); ok {
		d.texts(path, have.Interface().(Policy).String(), policy.String())
		return
	}
	switch want.Kind() {
	case reflect.Struct:
		for i := range want.NumField() {
			d.compare(join(path, want.Type().Field(i).Name), have.Field(i), want.Field(i))
		}
	case reflect.Pointer:
		d.pointers(path, have, want)
	case reflect.Map:
		d.maps(path, have, want)
	case reflect.Slice:
		d.slices(path, have, want)
	default:
		if !have.Equal(want) {
			d.texts(path, show(have), show(want))
		}
	}
}

func (d *differ) texts(path, have, want string) {
	if have != want {
		d.found = append(d.found, Difference{path, orNone(have), orNone(want)})
	}
}

func (d *differ) pointers(path string, have, want reflect.Value) {
	switch {
	case have.IsNil() && want.IsNil():
	case have.IsNil():
		d.texts(path, "", "there")
	case want.IsNil():
		d.texts(path, "there", "")
	default:
		d.compare(path, have.Elem(), want.Elem())
	}
}

func (d *differ) maps(path string, have, want reflect.Value) {
	names := map[string]bool{}
	for _, m := range []reflect.Value{have, want} {
		for _, k := range m.MapKeys() {
			names[k.String()] = true
		}
	}
	for _, name := range sortedKeys(names) {
		key := reflect.ValueOf(name)
		h, w := have.MapIndex(key), want.MapIndex(key)
		switch {
		case !h.IsValid():
			d.texts(join(path, name), "", "there")
		case !w.IsValid():
			d.texts(join(path, name), "there", "")
		default:
			d.compare(join(path, name), h, w)
		}
	}
}

func (d *differ) slices(path string, have, want reflect.Value) {
	if have.Len() != want.Len() {
		d.texts(path, show(have), show(want))
		return
	}
	for i := range want.Len() {
		d.compare(fmt.Sprintf("%s[%d]", path, i), have.Index(i), want.Index(i))
	}
}

func sortedKeys(m map[string]bool) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func join(path, name string) string { return strings.TrimPrefix(path+"."+name, ".") }

func show(v reflect.Value) string {
	if v.Kind() == reflect.Slice && v.Len() == 0 {
		return ""
	}
	return fmt.Sprintf("%v", v.Interface())
}

func orNone(text string) string {
	if text == "" {
		return "not set"
	}
	return text
}
