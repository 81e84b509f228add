package aws

import (
	"context"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// TestWhyUnknown names the piece of a text that is not known, not one that is.
func TestWhyUnknown(t *testing.T) {
	const text = `{"format_version":"1.2","resource_changes":[
{"address":"data.aws_partition.current","mode":"data","type":"aws_partition","name":"current","provider_name":"aws",
 "change":{"actions":["read"],"after":{"partition":"aws"},"after_unknown":{}}},
{"address":"aws_sqs_queue.orders","mode":"managed","type":"aws_sqs_queue","name":"orders","provider_name":"aws",
 "change":{"actions":["create"],"after":{},"after_unknown":{"url":true}}},
{"address":"aws_sfn_state_machine.orders","mode":"managed","type":"aws_sfn_state_machine","name":"orders","provider_name":"aws",
 "change":{"actions":["create"],"after":{},"after_unknown":{"definition":true}}}],
"configuration":{"root_module":{"resources":[
{"address":"data.aws_partition.current","mode":"data","type":"aws_partition","name":"current","expressions":{}},
{"address":"aws_sqs_queue.orders","mode":"managed","type":"aws_sqs_queue","name":"orders","expressions":{}},
{"address":"aws_sfn_state_machine.orders","mode":"managed","type":"aws_sfn_state_machine","name":"orders","expressions":{
 "definition":{"references":["data.aws_partition.current.partition","data.aws_partition.current","aws_sqs_queue.orders.url","aws_sqs_queue.orders"]}}}]}}}`
	p, err := plan.Read(context.Background(), strings.NewReader(text), plan.Options{})
	if err != nil {
		t.Fatal(err)
	}
	machine, _ := p.Resource("aws_sfn_state_machine.orders")
	got := newBuilder(p, &model.System{}, base.Share(nil)).resource(machine).WhyUnknown("definition")
	if want := "aws_sqs_queue.orders.url is known only after apply"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
