package aws

import (
	"reflect"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// executionInput is where the context object keeps the event that started the execution.
const executionInput = "$$.Execution.Input"

// namesResource reports whether a parameter of a service integration decides which resource is used. service is
// the state's Resource, for parameters that do so only in one service.
func namesResource(parameter, service string) bool {
	switch parameter {
	case "Bucket", "BucketName", "QueueUrl", "TableName", "TopicArn", "TargetArn", "FunctionName",
		"StateMachineArn", "ActivityArn", "SecretId", "EventBusName", "StreamName", "StreamARN", "StreamArn",
		"DeliveryStreamName", "RoleArn", "RoleARN", "Cluster", "TaskDefinition", "JobDefinition", "JobQueue",
		"ProjectName", "KeyId", "DocumentName", "ClusterId", "EndpointName", "ModelId", "ApiEndpoint", "ConnectionArn",
		"ApplicationId", "RepositoryName", "CrawlerName", "DBClusterIdentifier", "DbClusterIdentifier", "ResourceArn",
		"SecretArn":
		return true
	case "Name", "Names", "Path":
		return strings.Contains(service, ":ssm:")
	case "JobName":
		return strings.Contains(service, ":glue:")
	default:
		return false
	}
}

// maxOwn bounds the result paths that are remembered, so that a hostile definition costs no more than its size.
const maxOwn = 100

// input describes what reaches a state.
type input struct {
	event bool     // it is or holds the event that started the execution
	own   []string // JSON paths that earlier states filled with their results
}

// reads reports whether a JSON path into the input reads the event.
func (in input) reads(path string) bool {
	if strings.HasPrefix(path, "$$") {
		return path == executionInput || strings.HasPrefix(path, executionInput+".") || strings.HasPrefix(path, executionInput+"[")
	}
	if !in.event || path != "$" && !strings.HasPrefix(path, "$.") && !strings.HasPrefix(path, "$[") {
		return false
	}
	for _, own := range in.own {
		if path == own || strings.HasPrefix(path, own+".") || strings.HasPrefix(path, own+"[") {
			return false
		}
	}
	return true
}

// eventPath gives the part of an expression that reads the event, "" when none does. Expressions are JSON paths,
// intrinsic functions around them (States.Format('x-{}', $.a)), and JSONata ({% $states.input.a %}).
func (in input) eventPath(expression string) string {
	switch {
	case isJSONata(expression):
		return in.jsonataPath(expression)
	case strings.HasPrefix(expression, "States."):
		for _, token := range strings.FieldsFunc(expression, func(c rune) bool { return strings.ContainsRune("(), '", c) }) {
			if in.reads(token) {
				return token
			}
		}
		return ""
	case in.reads(expression):
		return expression
	default:
		return ""
	}
}

func isJSONata(expression string) bool { return strings.HasPrefix(expression, "{%") }

func (in input) jsonataPath(expression string) string {
	for _, root := range []string{"$states.context.Execution.Input", "$states.input"} {
		at := strings.Index(expression, root)
		if at < 0 || root == "$states.input" && !in.event {
			continue
		}
		end := strings.IndexFunc(expression[at:], func(c rune) bool { return strings.ContainsRune(" %)&,;]}+", c) })
		if end < 0 {
			return expression[at:]
		}
		return expression[at : at+end]
	}
	return ""
}

// carries reports whether anything in a template (Parameters, ItemSelector, Output) takes from the event.
func (in input) carries(template any) bool {
	switch t := template.(type) {
	case string:
		return in.eventPath(t) != ""
	case map[string]any:
		for _, v := range t {
			if in.carries(v) {
				return true
			}
		}
	case []any:
		for _, v := range t {
			if in.carries(v) {
				return true
			}
		}
	}
	return false
}

// walker collects the places where a field of the event names a resource.
type walker struct {
	at    model.Place
	found []model.UntrustedField
	seen  map[model.UntrustedField]bool
	done  map[visited]bool
}

// visited is a state that was looked at, by the identity of its map. Each one is looked at twice at most,
// without and with the event, however deep machines are nested and however often states are reached.
type visited struct {
	state uintptr
	event bool
}

func (w *walker) first(state fields, in input) bool {
	id := reflect.ValueOf(state).Pointer()
	if w.done[visited{id, true}] || w.done[visited{id, in.event}] {
		return false
	}
	w.done[visited{id, in.event}] = true
	return true
}

func (d definition) untrusted(at model.Place) []model.UntrustedField {
	w := &walker{at: at, seen: map[model.UntrustedField]bool{}, done: map[visited]bool{}}
	w.machine(d.machine, input{event: true})
	return w.found
}

// visit is one state that is yet to be looked at, with what reaches it.
type visit struct {
	state string
	in    input
}

// machine goes from the first state on.
func (w *walker) machine(m fields, in input) {
	states := m.object("States")
	todo := []visit{{m.text("StartAt"), in}}
	for len(todo) > 0 {
		v := todo[0]
		todo = todo[1:]
		if state := states.object(v.state); state != nil && w.first(state, v.in) {
			todo = append(todo, w.state(state, v.in)...)
		}
	}
}

// state judges one state and gives those that follow it.
func (w *walker) state(state fields, raw input) []visit {
	in := filtered(raw, state, "InputPath")
	t := template{in, state.text("Resource")}
	for _, part := range []fields{state, state.object("ItemReader"), state.object("ResultWriter")} {
		w.parameters(part["Parameters"], t)
		w.parameters(part["Arguments"], t)
	}
	w.parameters(state["Credentials"], t)
	for _, m := range state.machines() {
		w.machine(m, inner(in, state))
	}
	return successors(state, raw, in)
}

// template is what builds a state's parameters. A dynamic value's name ends in .$ (JSONPath), or else the value
// is an expression {% ... %} (JSONata).
type template struct {
	in      input
	service string
}

// parameters looks for names of resources that the event gives.
func (w *walker) parameters(value any, t template) {
	switch v := value.(type) {
	case string:
		if path := t.in.eventPath(v); path != "" && isJSONata(v) {
			w.add(path, "every parameter")
		}
	case map[string]any:
		for _, name := range fields(v).sorted() {
			w.parameter(name, v[name], t)
		}
	case []any:
		for _, item := range v {
			if _, isText := item.(string); !isText {
				w.parameters(item, t)
			}
		}
	}
}

func (w *walker) parameter(name string, value any, t template) {
	text, isText := value.(string)
	if !isText {
		w.parameters(value, t)
		return
	}
	key, dynamic := strings.CutSuffix(name, ".$")
	if path := t.in.eventPath(text); path != "" && (dynamic || isJSONata(text)) && namesResource(key, t.service) {
		w.add(path, key)
	}
}

func (w *walker) add(path, use string) {
	f := model.UntrustedField{Place: w.at, Path: path, Use: use}
	if !w.seen[f] {
		w.seen[f] = true
		w.found = append(w.found, f)
	}
}

// filtered is the input after InputPath, or the output after OutputPath; null leaves an empty object.
func filtered(in input, state fields, name string) input {
	path, given := state[name]
	if !given || path == "$" {
		return in
	}
	text, _ := path.(string)
	return input{event: in.reads(text)}
}

// inner is what reaches the machines inside of a state: its input, what Parameters or ItemSelector make of it,
// or the items that a Map takes from it. Items that an ItemReader fetches are not the event.
func inner(in input, state fields) input {
	item := in
	if path := state.text("ItemsPath"); path != "" {
		item = input{event: in.reads(path)}
	}
	if items := state.text("Items"); items != "" {
		item = input{event: in.carries(items)}
	}
	if state.object("ItemReader") != nil {
		item = input{}
	}
	for _, name := range []string{"Parameters", "ItemSelector", "Arguments"} {
		if template := state.object(name); template != nil {
			return input{event: in.carries(map[string]any(template)) || item.event && mentionsItem(template)}
		}
	}
	return item
}

// mentionsItem reports whether a template takes the item of a Map from the context object.
func mentionsItem(template fields) bool {
	for _, v := range template {
		if s, ok := v.(string); ok && (strings.Contains(s, "$$.Map.Item.Value") || strings.Contains(s, "$states.context.Map.Item.Value")) {
			return true
		}
	}
	return false
}

// successors gives the states after this one, with what it hands on to each.
func successors(state fields, raw, in input) []visit {
	out := filtered(result(state, raw, in), state, "OutputPath")
	next := []visit{{state.text("Next"), out}, {state.text("Default"), out}}
	for _, choice := range state.objects("Choices") {
		next = append(next, visit{choice.text("Next"), out})
	}
	for _, c := range state.objects("Catch") {
		// Without ResultPath the error takes the place of the input.
		next = append(next, visit{c.text("Next"), resultPlaced(c, raw, input{})})
	}
	return next
}

// result is what a state hands on before OutputPath: its result, placed by ResultPath.
func result(state fields, raw, in input) input {
	if output, ok := state["Output"]; ok {
		return input{event: in.carries(output)}
	}
	switch state.text("Type") {
	case "Choice", "Wait", "Succeed", "Fail":
		return in
	case "Pass":
		own := in
		if state["Result"] != nil {
			own = input{}
		} else if template := state.object("Parameters"); template != nil {
			own = input{event: in.carries(map[string]any(template))}
		}
		return resultPlaced(state, raw, own)
	default: // what comes back from a task, a branch or a map is not the event
		return resultPlaced(state, raw, input{})
	}
}

// resultPlaced puts a result where ResultPath says: in place of the input ("$", the default), nowhere (null), or beside it.
func resultPlaced(state fields, raw, own input) input {
	path, given := state["ResultPath"]
	text, isText := path.(string)
	switch {
	case !given || text == "$":
		return own
	case !isText:
		return raw
	case own.event:
		return input{event: true, own: raw.own}
	case len(raw.own) >= maxOwn:
		return raw
	default:
		return input{event: raw.event, own: append(append([]string{}, raw.own...), text)}
	}
}
