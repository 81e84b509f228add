package google

import (
	"encoding/json"

	googleiam "github.com/slsguard/terraform-provider-slsguard/internal/iam/google"
)

// policyText reads a policy in Google's JSON form.
// https://cloud.google.com/iam/docs/reference/rest/v1/Policy
func (r resource) policyText(text, path string) []binding {
	var doc struct {
		Bindings []struct {
			Role      string   `json:"role"`
			Members   []string `json:"members"`
			Condition struct {
				Title      string `json:"title"`
				Expression string `json:"expression"`
			} `json:"condition"`
		} `json:"bindings"`
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		why := path + " is no policy in JSON"
		return []binding{unreadBinding(why, r.Place(path))}
	}
	all := make([]binding, 0, len(doc.Bindings))
	for _, d := range doc.Bindings {
		b := binding{
			role:      r.b.roleNamed(d.Role),
			condition: googleiam.Condition{Title: d.Condition.Title, Expression: d.Condition.Expression},
			place:     r.Place(path),
		}
		for _, text := range d.Members {
			if m, ok := r.knownMember(text, path); ok {
				b.members = append(b.members, m)
			}
		}
		all = append(all, b)
	}
	return all
}
