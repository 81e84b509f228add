package aws

import (
	"encoding/json"
	"errors"
	"sort"
	"strings"
)

// definition is a state machine in the Amazon States Language (https://states-language.net), read loosely: what
// is not understood is passed over, since Step Functions itself refuses what is wrong.
type definition struct{ machine fields }

// fields is a JSON object.
type fields map[string]any

func parseDefinition(text string) (definition, error) {
	var machine fields
	if err := json.Unmarshal([]byte(text), &machine); err != nil {
		return definition{}, err
	}
	if machine.object("States") == nil {
		return definition{}, errors.New("no States")
	}
	return definition{machine}, nil
}

func (f fields) object(name string) fields {
	o, _ := f[name].(map[string]any)
	return o
}

func (f fields) text(name string) string {
	s, _ := f[name].(string)
	return s
}

// objects gives the elements of a list that are objects.
func (f fields) objects(name string) []fields {
	list, _ := f[name].([]any)
	found := make([]fields, 0, len(list))
	for _, item := range list {
		if o, ok := item.(map[string]any); ok {
			found = append(found, o)
		}
	}
	return found
}

// sorted gives the names of an object in a stable order.
func (f fields) sorted() []string {
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// machines gives the state machines inside of a state: the branches of a Parallel, the processor of a Map
// (Iterator is its older name).
func (f fields) machines() []fields {
	inner := f.objects("Branches")
	for _, name := range []string{"ItemProcessor", "Iterator"} {
		if m := f.object(name); m != nil {
			inner = append(inner, m)
		}
	}
	return inner
}

// each visits every state, inner ones too.
func (d definition) each(visit func(state fields)) {
	todo := []fields{d.machine}
	for len(todo) > 0 {
		machine := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		states := machine.object("States")
		for _, name := range states.sorted() {
			if state := states.object(name); state != nil {
				visit(state)
				todo = append(todo, state.machines()...)
			}
		}
	}
}

// functionNames gives the names of the functions that the definition calls by a literal name or ARN.
func (d definition) functionNames() map[string]bool {
	names := map[string]bool{}
	d.each(func(state fields) {
		found := []string{
			state.object("Parameters").text("FunctionName"), state.object("Arguments").text("FunctionName"),
		}
		if resource := state.text("Resource"); strings.Contains(resource, ":function:") {
			found = append(found, resource)
		}
		for _, f := range found {
			if name := functionName(f); name != "" {
				names[name] = true
			}
		}
	})
	return names
}

// functionName gives the name in a function's name, partial or full ARN, each perhaps with a version or alias
// (Lambda API, Invoke: FunctionName).
func functionName(s string) string {
	if _, after, ok := strings.Cut(s, ":function:"); ok {
		s = after
	} else if strings.HasPrefix(s, "arn:") {
		return "" // states:::lambda:invoke and the like
	}
	name, _, _ := strings.Cut(s, ":")
	return name
}
