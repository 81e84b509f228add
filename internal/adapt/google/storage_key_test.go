package google

import (
	"context"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// planned models the resource changes and the configuration's resources that are given as JSON.
func planned(t *testing.T, changes, configuration string) *model.System {
	t.Helper()
	text := `{"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[` + changes +
		`],"configuration":{"root_module":{"resources":[` + configuration + `]}}}`
	p, err := plan.Read(context.Background(), strings.NewReader(text), plan.Options{Keep: Keeper()})
	if err != nil {
		t.Fatal(err)
	}
	sys := &model.System{}
	shared := base.Share(Contents())
	base.Adapt(p, sys, shared, Adapter(p, sys, shared))
	return sys
}

// created makes a resource change of a resource called x, and declared its block.
func created(typ, after, unknown string) string {
	return `{"address":"` + typ + `.x","mode":"managed","type":"` + typ + `","name":"x",` +
		`"provider_name":"registry.terraform.io/hashicorp/google","change":{"actions":["create"],"before":null,"after":` + after +
		`,"after_unknown":` + unknown + `}}`
}

func declared(typ, expressions string) string {
	return `{"address":"` + typ + `.x","mode":"managed","type":"` + typ + `","name":"x","expressions":` + expressions + `,"schema_version":0}`
}

// What names a key that the plan declares is encrypted with it, although the key has no name yet.
func TestKeyWithoutName(t *testing.T) {
	sys := planned(t,
		created("google_kms_crypto_key", `{"name":null}`, `{"id":true}`)+","+
			created("google_pubsub_topic", `{"name":"t","kms_key_name":null}`, `{"id":true}`),
		declared("google_kms_crypto_key", `{}`)+","+declared("google_pubsub_topic",
			`{"kms_key_name":{"references":["google_kms_crypto_key.x.name","google_kms_crypto_key.x"]}}`))
	for _, c := range sys.Channels {
		if got := shown(c.Encryption.Kind); got != string(model.CustomerKey) {
			t.Errorf("%s is encrypted with a %s", c.Address, got)
		}
	}
}

// A period of a second over 90 days is longer than 90 days.
func TestPeriodRoundsUp(t *testing.T) {
	for period, want := range map[string]int{"7776000s": 90, "7776001s": 91, "86400s": 1} {
		sys := planned(t, created("google_kms_crypto_key", `{"name":"k","rotation_period":"`+period+`"}`, `{"id":true}`),
			declared("google_kms_crypto_key", `{"rotation_period":{"constant_value":"`+period+`"}}`))
		if got, _ := sys.Keys[0].Period.Get(); got != want {
			t.Errorf("%s is %d days, want %d", period, got, want)
		}
	}
}
