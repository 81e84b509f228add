package aws

import (
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// task writes a definition of one task.
func task(body string) string {
	return `{"StartAt": "A", "States": {"A": {"Type": "Task", "End": true, ` + body + `}}}`
}

// then writes a definition of a first state and a task that reads a bucket from its input.
func then(first string) string {
	return `{"StartAt": "A", "States": {"A": {"Next": "B", ` + first + `},
		"B": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject", "Parameters": {"Bucket.$": "$.detail.b"}, "End": true}}}`
}

func TestUntrusted(t *testing.T) {
	for name, c := range map[string]struct{ definition, want string }{
		"name of a bucket":     {task(`"Parameters": {"Bucket.$": "$.detail.b", "Key.$": "$.detail.k"}`), "Bucket=$.detail.b"},
		"brackets":             {task(`"Parameters": {"QueueUrl.$": "$['q']"}`), "QueueUrl=$['q']"},
		"the whole input":      {task(`"Parameters": {"TopicArn.$": "$"}`), "TopicArn=$"},
		"in a list":            {task(`"Parameters": {"Entries": [{"EventBusName.$": "$.bus"}]}`), "EventBusName=$.bus"},
		"intrinsic function":   {task(`"Parameters": {"Bucket.$": "States.Format('x-{}', $.b)"}`), "Bucket=$.b"},
		"execution's input":    {task(`"Parameters": {"Bucket.$": "$$.Execution.Input.b"}`), "Bucket=$$.Execution.Input.b"},
		"role of the task":     {task(`"Credentials": {"RoleArn.$": "$.role"}`), "RoleArn=$.role"},
		"JSONata":              {task(`"QueryLanguage": "JSONata", "Arguments": {"Bucket": "{% $states.input.b %}"}`), "Bucket=$states.input.b"},
		"JSONata, every field": {task(`"Arguments": "{% $states.input %}"`), "every parameter=$states.input"},
		"JSONata, context":     {task(`"Arguments": {"Bucket": "{% $states.context.Execution.Input.b & 'x' %}"}`), "Bucket=$states.context.Execution.Input.b"},
		"SSM parameter":        {task(`"Resource": "arn:aws:states:::aws-sdk:ssm:getParameter", "Parameters": {"Name.$": "$.n"}`), "Name=$.n"},

		"constant":            {task(`"Parameters": {"Bucket": "orders"}`), ""},
		"not dynamic":         {task(`"Parameters": {"Bucket": "$.b"}`), ""},
		"context object":      {task(`"Parameters": {"Bucket.$": "$$.Execution.Name"}`), ""},
		"variable":            {task(`"Parameters": {"Bucket.$": "$bucket"}`), ""},
		"JSONata, no input":   {task(`"Arguments": {"Bucket": "{% $states.context.State.Name %}"}`), ""},
		"another name":        {task(`"Parameters": {"Name.$": "$.n"}`), ""},
		"input path to none":  {task(`"InputPath": null, "Parameters": {"Bucket.$": "$.b"}`), ""},
		"input path to event": {task(`"InputPath": "$.detail", "Parameters": {"Bucket.$": "$.b"}`), "Bucket=$.b"},

		"after a task":              {then(`"Type": "Task"`), ""},
		"beside a task's result":    {then(`"Type": "Task", "ResultPath": "$.result"`), "Bucket=$.detail.b"},
		"from a task's result":      {then(`"Type": "Task", "ResultPath": "$.detail"`), ""},
		"result thrown away":        {then(`"Type": "Task", "ResultPath": null`), "Bucket=$.detail.b"},
		"after a wait":              {then(`"Type": "Wait", "Seconds": 1`), "Bucket=$.detail.b"},
		"after a pass":              {then(`"Type": "Pass"`), "Bucket=$.detail.b"},
		"after a constant":          {then(`"Type": "Pass", "Result": {"detail": {"b": "orders"}}`), ""},
		"made by a pass":            {then(`"Type": "Pass", "Parameters": {"detail": {"b.$": "$.x"}}`), "Bucket=$.detail.b"},
		"made of constants":         {then(`"Type": "Pass", "Parameters": {"detail": {"b": "orders"}}`), ""},
		"output path":               {then(`"Type": "Pass", "OutputPath": "$.sub"`), "Bucket=$.detail.b"},
		"JSONata output":            {then(`"Type": "Task", "Output": "{% $states.input %}"`), "Bucket=$.detail.b"},
		"JSONata output of results": {then(`"Type": "Task", "Output": "{% $states.result %}"`), ""},

		"choice": {`{"StartAt": "C", "States": {
			"C": {"Type": "Choice", "Choices": [{"Variable": "$.a", "StringEquals": "x", "Next": "T"}], "Default": "C"},
			"T": {"Type": "Task", "Parameters": {"TableName.$": "$.t"}, "End": true}}}`, "TableName=$.t"},
		"catch": {`{"StartAt": "A", "States": {
			"A": {"Type": "Task", "Catch": [{"ResultPath": "$.error", "Next": "T"}], "End": true},
			"T": {"Type": "Task", "Parameters": {"TableName.$": "$.t"}, "End": true}}}`, "TableName=$.t"},
		"parallel": {`{"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
			{"StartAt": "T", "States": {"T": {"Type": "Task", "Parameters": {"TableName.$": "$.t"}, "End": true}}}]}}}`, "TableName=$.t"},
		"map": {`{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemsPath": "$.list", "ItemProcessor":
			{"StartAt": "T", "States": {"T": {"Type": "Task", "Parameters": {"TableName.$": "$.t"}, "End": true}}}}}}`, "TableName=$.t"},
		"map with selector": {`{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemSelector": {"t.$": "$$.Map.Item.Value"}, "Iterator":
			{"StartAt": "T", "States": {"T": {"Type": "Task", "Parameters": {"TableName.$": "$.t"}, "End": true}}}}}}`, "TableName=$.t"},
		"map over a bucket": {`{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemReader": {"Parameters": {"Bucket.$": "$.b"}}, "ItemProcessor":
			{"StartAt": "T", "States": {"T": {"Type": "Task", "Parameters": {"TableName.$": "$.t"}, "End": true}}}}}}`, "Bucket=$.b"},
		"loop": {`{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"}}}`, ""},
	} {
		d, err := parseDefinition(c.definition)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := untrusted(d.untrusted(model.Place{})); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A hostile definition must cost no more than its size: 2000 machines, one in another, each reached twice.
func TestDeepDefinition(t *testing.T) {
	const depth = 2000
	text := strings.Repeat(`{"StartAt": "A", "States": {"A": {"Type": "Task", "Next": "P", "Catch": [{"ResultPath": "$.e", "Next": "P"}]},
		"P": {"Type": "Parallel", "End": true, "Branches": [`, depth) +
		task(`"Parameters": {"Bucket.$": "$.b"}`) + strings.Repeat(`]}}}`, depth)
	d, err := parseDefinition(text)
	if err != nil {
		t.Fatal(err)
	}
	if got := untrusted(d.untrusted(model.Place{})); got != "Bucket=$.b" {
		t.Errorf("%q", got)
	}
}

func TestParseDefinition(t *testing.T) {
	for _, text := range []string{``, `[]`, `null`, `{"States": []}`, `{"StartAt": "A"}`, `{`} {
		if _, err := parseDefinition(text); err == nil {
			t.Errorf("%q is taken for a definition", text)
		}
	}
	for _, text := range []string{
		`{"States": {}}`, `{"StartAt": 1, "States": {"A": 1}}`, `{"StartAt": "A", "States": {"A": {"Choices": [1], "Branches": {}}}}`,
		`{"StartAt": "A", "States": {"A": {"ResultPath": 1, "InputPath": 2, "Catch": [null], "Parameters": [[1]]}}}`,
	} {
		d, err := parseDefinition(text)
		if err != nil || len(d.untrusted(model.Place{})) != 0 || len(d.functionNames()) != 0 {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestFunctionName(t *testing.T) {
	for in, want := range map[string]string{
		"step":      "step",
		"step:live": "step",
		"arn:aws:lambda:eu-west-1:123456789012:function:step":   "step",
		"arn:aws:lambda:eu-west-1:123456789012:function:step:7": "step",
		"123456789012:function:step":                            "step",
		"arn:aws:states:::lambda:invoke":                        "",
		"":                                                      "",
	} {
		if got := functionName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestReadsSecrets(t *testing.T) {
	for text, want := range map[string]bool{
		"arn:aws:states:::aws-sdk:secretsmanager:getSecretValue":           true,
		`arn:aws:states:::aws-sdk:ssm:getParameter "WithDecryption": true`: true,
		"arn:aws:states:::aws-sdk:ssm:getParameter":                        false,
		"arn:aws:states:::aws-sdk:secretsmanager:listSecrets":              false,
	} {
		if readsSecrets(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestMachineUntrusted(t *testing.T) {
	at := model.PlaceOf("", "definition")
	text := task(`"Parameters": {"Bucket.$": "$.b"}`)
	for name, c := range map[string]struct {
		definition     model.Value[string]
		untrusted, why string
	}{
		"known":     {model.Known(text, at), "Bucket=$.b", ""},
		"sensitive": {model.Known(text, at).Secret(), "", "definition is sensitive"},
		"unknown":   {model.UnknownValue[string]("later", at), "", "later"},
		"absent":    {model.NotSet[string](at), "", "definition is not in the plan"},
		"no JSON":   {model.Known("{", at), "", "definition is not a state machine in JSON"},
	} {
		found, why := machineUntrusted(c.definition)
		if untrusted(found) != c.untrusted || why != c.why {
			t.Errorf("%s: %q, %q", name, untrusted(found), why)
		}
	}
}

func FuzzDefinition(f *testing.F) {
	f.Add(task(`"Parameters": {"Bucket.$": "States.Format('x-{}', $.b)"}`))
	f.Add(then(`"Type": "Pass", "ResultPath": "$.a", "OutputPath": null`))
	f.Add(`{"StartAt": "A", "States": {"A": {"Arguments": "{% $states.input", "Catch": [{"Next": "A"}]}}}`)
	f.Fuzz(func(_ *testing.T, text string) {
		if d, err := parseDefinition(text); err == nil {
			d.untrusted(model.Place{})
			d.functionNames()
		}
		readsSecrets(text)
	})
}
