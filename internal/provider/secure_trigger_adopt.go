package provider

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// adopt writes what was found as if it had been declared. What is the hardened default is left out, as most users would.
func (r *secureTrigger) adopt(ctx context.Context, found cloud.TriggerState, state *tfsdk.State, diags *diag.Diagnostics) {
	t := found.Settings
	set := func(at string, value any) { diags.Append(state.SetAttribute(ctx, attributePath(at), value)...) }
	set("name", t.Name)
	set("function", t.Function)
	set("tags", mapValue(untagged(t.Tags, r.defaultTags())))
	for at, value := range foundEvent(t) {
		set(at, value)
	}
	declared := spec.ReadTrigger(terraformValue{state.Raw})
	defaults, err := harden.MakeTrigger(declared, t.Scope)
	for _, b := range triggerBindings(declared) {
		value := b.get(t, declared)
		if b.path.Equal(path.Root("enabled")) || err != nil && !value.IsNull() || err == nil && !value.Equal(b.get(defaults, declared)) {
			diags.Append(state.SetAttribute(ctx, b.path, value)...)
		}
	}
	r.settle(ctx, state, found, t, diags)
}

// foundEvent gives the attributes that say which events run the function, by path.
func foundEvent(t harden.Trigger) map[string]attr.Value {
	switch t.Kind {
	case spec.QueueKind, spec.StreamKind:
		return foundMapping(t)
	case spec.TopicKind:
		return map[string]attr.Value{"topic.source": textValue(subscription(t).Topic), "filter": listValue(filters(t))}
	case spec.BusKind:
		return foundBus(t)
	case spec.StorageKind:
		return foundStorage(t)
	case spec.ScheduleKind:
		return map[string]attr.Value{"schedule.expression": textValue(t.Schedule.Expression)}
	case spec.HTTPKind:
		return foundHTTP(t)
	default:
		return nil
	}
}

func foundMapping(t harden.Trigger) map[string]attr.Value {
	m, kind := t.Mapping, string(t.Kind)
	if m == nil {
		return nil
	}
	all := map[string]attr.Value{kind + ".source": textValue(m.Source), "filter": listValue(m.Filters)}
	if t.Kind == spec.StreamKind {
		all["stream.brokers"], all["stream.topic"] = listValue(m.Brokers), textValue(m.Topic)
		all["stream.consumer_group"] = textValue(m.ConsumerGroup)
	}
	if key := sourceKey(t); key != "" {
		all[kind+".key"] = textValue(key)
	}
	return all
}

// sourceKey is the key that the function's role may decrypt the source with.
func sourceKey(t harden.Trigger) string {
	if t.Consumer == nil {
		return ""
	}
	if s, ok := t.Consumer.Policy.Find("SourceKey"); ok && len(s.Resources) == 1 {
		return s.Resources[0]
	}
	return ""
}

func foundBus(t harden.Trigger) map[string]attr.Value {
	if t.Rule == nil {
		return nil
	}
	name := t.Rule.Bus
	if name == "default" {
		name = "" // which is what a user leaves out
	}
	empty := types.ObjectValueMust(map[string]attr.Type{"name": types.StringType}, map[string]attr.Value{"name": textValue(name)})
	return map[string]attr.Value{"bus": empty, "filter": listValue(filters(t))}
}

// storagePattern is the form of the pattern that package harden makes for a bucket.
type storagePattern struct {
	DetailType []string                   `json:"detail-type"`
	Detail     map[string]json.RawMessage `json:"detail"`
}

// foundStorage takes apart the rule's pattern: what the bucket and the key do not say is the filter.
func foundStorage(t harden.Trigger) map[string]attr.Value {
	all := map[string]attr.Value{"storage.bucket": textValue(t.Bucket)}
	var pattern storagePattern
	if t.Rule == nil || json.Unmarshal([]byte(t.Rule.Pattern), &pattern) != nil {
		return all
	}
	if strings.Join(pattern.DetailType, "") != "Object Created" {
		all["storage.events"] = listValue(pattern.DetailType)
	}
	delete(pattern.Detail, "bucket")
	if prefix, suffix := foundKey(pattern.Detail["object"]); prefix+suffix != "" {
		all["storage.prefix"], all["storage.suffix"] = textValue(prefix), textValue(suffix)
		delete(pattern.Detail, "object")
	}
	if rest, err := json.Marshal(pattern.Detail); err == nil && len(pattern.Detail) > 0 {
		all["filter"] = listValue([]string{string(rest)})
	}
	return all
}

// foundKey gives the prefix and suffix that a pattern for the object asks for; "" for one that asks for something else.
func foundKey(pattern json.RawMessage) (prefix, suffix string) {
	var object struct {
		Key []struct{ Prefix, Suffix, Wildcard string }
	}
	if json.Unmarshal(pattern, &object) != nil || len(object.Key) != 1 {
		return "", ""
	}
	key := object.Key[0]
	if key.Wildcard != "" {
		return cutWildcard(key.Wildcard)
	}
	return key.Prefix, key.Suffix
}

// cutWildcard takes apart PREFIX*SUFFIX, in which * and \ of the two stand after a backslash.
func cutWildcard(text string) (prefix, suffix string) {
	var parts [2]strings.Builder
	part := 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text):
			i++
		case text[i] == '*' && part == 1:
			return "", "" // more than what package harden writes
		case text[i] == '*':
			part = 1
			continue
		}
		parts[part].WriteByte(text[i])
	}
	return parts[0].String(), parts[1].String()
}
