package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// scene is a desired state told as a plan of the aws resources that would make the same. So the rules judge it by all
// that they know of plans, and slsguard check finds what the provider finds.
type scene struct {
	resources []map[string]any
	// places say which attribute of the declaration a finding is about, by the finding's address and the start of its
	// attribute; of several that fit, the longest counts.
	places map[string]map[string]string
}

// Stand-ins for what has an id only after it is made.
const (
	sampleKey = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
	sampleAPI = "a1b2c3d4e5"
	sampleGap = "known-after-apply"
)

// sampleScope is for plans made without asking AWS.
func sampleScope() harden.Scope {
	return harden.Scope{Partition: "aws", Region: "eu-central-1", Account: "123456789012"}
}

// fields are a resource's attributes; those that are not set are left out.
type fields map[string]any

// add puts a resource into the scene. places maps starts of its attributes to attributes of the declaration; the one for
// "" is for all others.
func (s *scene) add(typ, name string, after fields, places map[string]string) {
	known, unknown := s.split(after)
	address := typ + "." + name
	s.resources = append(s.resources, map[string]any{
		"address": address, "mode": "managed", "type": typ, "name": name,
		"provider_name": "registry.terraform.io/hashicorp/aws",
		"change":        map[string]any{"actions": []string{"create"}, "before": nil, "after": known, "after_unknown": unknown},
	})
	if s.places == nil {
		s.places = map[string]map[string]string{}
	}
	s.places[address] = places
}

// split parts what is known of a value from what is not, as plans do.
func (s *scene) split(v any) (known, unknown any) {
	switch v := v.(type) {
	case string:
		return splitText(v)
	case fields:
		return s.splitMap(v)
	case map[string]string:
		all := fields{}
		for k, text := range v {
			all[k] = text
		}
		return s.splitMap(all)
	case []string:
		all := make([]any, len(v))
		for i, text := range v {
			all[i] = text
		}
		return s.splitList(all)
	case []any:
		return s.splitList(v)
	default:
		return v, false
	}
}

// splitText: of a document the known parts are worth judging, so its gaps are filled with what no rule takes for
// anything.
func splitText(text string) (known, unknown any) {
	switch {
	case spec.IsKnown(text):
		return text, false
	case strings.HasPrefix(text, "{"):
		return strings.ReplaceAll(text, spec.Gap, sampleGap), false
	default:
		return nil, true
	}
}

func (s *scene) splitMap(all fields) (known, unknown any) {
	k, u := map[string]any{}, map[string]any{}
	for name, v := range all {
		if isEmpty(v) {
			continue
		}
		k[name], u[name] = s.split(v)
		if k[name] == nil {
			delete(k, name)
		}
	}
	return k, u
}

func (s *scene) splitList(all []any) (known, unknown any) {
	k, u := make([]any, len(all)), make([]any, len(all))
	for i, v := range all {
		k[i], u[i] = s.split(v)
	}
	return k, u
}

func isEmpty(v any) bool {
	switch v := v.(type) {
	case string:
		return v == ""
	case []string:
		return len(v) == 0
	case []any:
		return len(v) == 0
	case map[string]string:
		return len(v) == 0
	default:
		return v == nil
	}
}

// block is a nested block of a resource; none when it has nothing to say.
func block(b fields) []any { return []any{b} }

// system reads the plan as the check command would.
func (s *scene) system(ctx context.Context) (*model.System, error) {
	text, err := json.Marshal(map[string]any{
		"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": s.resources, "complete": true,
	})
	if err != nil {
		return nil, fmt.Errorf("tell the desired state as a plan: %w", err)
	}
	p, err := plan.Read(ctx, bytes.NewReader(text), plan.Options{Keep: adapt.Keep()})
	if err != nil {
		return nil, fmt.Errorf("read the desired state: %w", err)
	}
	return adapt.Model(p), nil
}

// declared gives the attribute of the declaration that a finding is about; "" is the whole resource. What is found of a
// role rests on one of its policies, which the evidence names.
func (s *scene) declared(f *finding.Finding) string {
	at := s.place(f.Address, f.Attribute)
	for i := 0; at == "" && i < len(f.Evidence); i++ {
		at = s.place(f.Evidence[i].Address, f.Evidence[i].Attribute)
	}
	return at
}

func (s *scene) place(address, attribute string) string {
	best, at := -1, ""
	for start, declared := range s.places[address] {
		if (start == "" || within(attribute, start)) && len(start) > best {
			best, at = len(start), declared
		}
	}
	return at
}
