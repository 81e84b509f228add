package main

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// reasonsTSV says of each check that no rule covers why that is so.
//
//go:embed reasons.tsv
var reasonsTSV string

// reason is why no rule covers a check.
type reason struct {
	class string
	rules []string
	note  string
}

// parseReasons reads peer, id, class, rules and note, by peer:id.
func parseReasons(text string) (map[string]reason, error) {
	rows, err := lines(text, 5)
	if err != nil {
		return nil, fmt.Errorf("reasons: %w", err)
	}
	all := map[string]reason{}
	for _, row := range rows {
		key := row[0] + ":" + row[1]
		if _, twice := all[key]; twice {
			return nil, fmt.Errorf("reasons: %s has two", key)
		}
		r := reason{class: row[2], rules: strings.Fields(row[3]), note: row[4]}
		if r.sentence(model.AWS) == "" {
			return nil, fmt.Errorf("reasons: %s has the unknown class %q, or misses its rules or note", key, r.class)
		}
		all[key] = r
	}
	return all, nil
}

// sentence is the reason in words, for a check on a cloud; empty if the class is unknown or something is missing.
func (r reason) sentence(cloud model.Cloud) string {
	var links []string
	for _, id := range r.rules {
		links = append(links, ruleLink(id))
	}
	by := strings.Join(links, " and ")
	switch {
	case r.class == "property" && r.note != "":
		return "Not a security property: " + r.note + "."
	case r.class == "cost" && r.note != "":
		return "Cost or availability, not security: " + r.note + "."
	case r.class == "cost":
		return "Cost or availability, not security."
	case r.class == "judged" && by != "" && r.note != "":
		return "Judged by " + by + " together with " + r.note + "; narrower than the rule."
	case r.class == "partly" && by != "" && r.note != "":
		return "Judged by " + by + " only for " + r.note + "."
	case r.class == "otherwise" && by != "" && r.note != "":
		return "Judged otherwise by " + by + ": " + r.note + "."
	case r.class == "service" && r.note != "":
		return "Outside of serverless systems: " + r.note + "."
	case r.class == "default" && r.note != "" && by != "":
		return cloud.Title() + " does this by default since " + r.note + " (" + by + ")."
	case r.class == "default" && r.note != "":
		return cloud.Title() + " does this by default since " + r.note + "."
	case r.class == "unseen" && r.note != "":
		return "The plan cannot show it: " + r.note + "."
	case r.class == "contrary" && by != "" && r.note != "":
		return "Contrary to " + by + ": " + r.note + "."
	case r.class == "later" && r.note != "":
		return "Not yet: " + r.note + "."
	default:
		return ""
	}
}
