package provider

import (
	"maps"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

func TestFlatSettings(t *testing.T) {
	type settings struct {
		Key      harden.Key
		LogGroup *harden.LogGroup
		Sources  []string
		Retries  int
		Name     string
	}
	got := flatSettings(settings{LogGroup: &harden.LogGroup{Name: "/x", Retention: 365}, Sources: []string{"a", "b"}, Name: "orders"}, []string{"name"})
	want := map[string]string{"log_group.name": "/x", "log_group.retention": "365", "sources": "a, b", "retries": "0"}
	if !maps.Equal(got, want) {
		t.Errorf("flat settings are %v, want %v", got, want)
	}
	got = flatSettings(settings{Key: harden.Key{ARN: harden.OwnKey, Rotation: true}}, []string{"retries", "sources"})
	if got["key.rotation"] != "true" {
		t.Errorf("a key's rotation is lost: %v", got)
	}
}
