package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

func TestReasons(t *testing.T) {
	t.Parallel()
	reasons, err := parseReasons(reasonsTSV)
	if err != nil {
		t.Fatal(err)
	}
	claims, known := claimed(), map[string]bool{}
	for _, r := range rules.All() {
		known[r.ID] = true
	}
	for key, r := range reasons {
		if ids := claims[key]; len(ids) > 0 {
			t.Errorf("%s has a reason, but %v cover it", key, ids)
		}
		for _, id := range append(regexp.MustCompile(`SLS\d+`).FindAllString(r.note, -1), r.rules...) {
			if !known[id] {
				t.Errorf("the reason of %s names %s, which is no rule", key, id)
			}
		}
	}
}

func TestParseReasonsRefuses(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"unknown class": "kics\t1\twhatever\t\tnote\n",
		"no rule":       "kics\t1\tjudged\t\tnote\n",
		"no note":       "kics\t1\tlater\t\t\n",
		"two of one":    "kics\t1\tcost\t\t\nkics\t1\tcost\t\t\n",
		"short line":    "kics\t1\tcost\n",
	} {
		if _, err := parseReasons(text); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestPageAnswersForEachCheck(t *testing.T) {
	t.Parallel()
	on := func(typ string) []check {
		provider, _, _ := strings.Cut(typ, "_")
		cloud := map[string]model.Cloud{"aws": model.AWS, "azurerm": model.Azure, "google": model.Google}[provider]
		return []check{{peer: "kics", id: "1", title: "a | b", cloud: cloud, types: []string{typ}}}
	}
	why := map[string]reason{"kics:1": {class: "cost"}}
	covers := map[string][]string{"kics:1": {"SLS101"}}
	since := map[string]reason{"kics:1": {class: "default", note: "2020"}}
	const head = "| tool | checks | covered | not covered |\n|---|---|---|---|\n"
	for name, c := range map[string]struct {
		typ     string
		reasons map[string]reason
		claims  map[string][]string
		want    string // in the page; an error if empty
	}{
		"covered":                {"aws_sqs_queue", nil, covers, `| 1 | a \| b | [SLS101](rules/SLS101.md) |`},
		"excused":                {"aws_sqs_queue", why, nil, `| 1 | a \| b | Cost or availability, not security. |`},
		"neither":                {"aws_sqs_queue", nil, nil, ""},
		"both":                   {"aws_sqs_queue", why, covers, ""},
		"covered on Azure":       {"azurerm_linux_function_app", nil, covers, "## Azure\n\n" + head + "| kics | 1 | 1 | 0 |\n"},
		"default of Azure":       {"azurerm_storage_queue", since, nil, "Azure does this by default since 2020."},
		"neither on Google":      {"google_pubsub_topic", nil, nil, ""},
		"another on Google":      {"google_compute_instance", nil, nil, "Another 1 checks of these tools on Google Cloud"},
		"another service":        {"aws_instance", nil, nil, "Another 1 checks of these tools on AWS"},
		"covered on another":     {"aws_instance", nil, covers, "[SLS101]"},
		"another with a reason":  {"aws_instance", why, nil, ""},
		"reason without a check": {"aws_sqs_queue", map[string]reason{"kics:2": {class: "cost"}}, covers, ""},
	} {
		got, err := page(on(c.typ), c.reasons, c.claims)
		if (err != nil) != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %v and\n%s", name, err, got)
		}
	}
}

// TestPageIsFresh holds the page against the rules, since the list of checks is not in the repository.
func TestPageIsFresh(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("../../docs/peers.md")
	if err != nil {
		t.Fatal(err)
	}
	reasons, err := parseReasons(reasonsTSV)
	if err != nil {
		t.Fatal(err)
	}
	claims, seen, cloud, peer := claimed(), map[string]bool{}, model.AWS, ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "## "); ok {
			cloud, peer = named(t, title), ""
		}
		if p, ok := strings.CutPrefix(line, "### "); ok {
			peer = p
		}
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		if peer == "" || len(cells) < 3 || cells[0] == "check" {
			continue
		}
		key := peer + ":" + cells[0]
		seen[key] = true
		want := reasons[key].sentence(cloud)
		if ids := claims[key]; len(ids) > 0 {
			want = links(ids)
		}
		if got := cells[len(cells)-1]; got != want {
			t.Errorf("%s: the page says %q instead of %q: run go run ./internal/peers -docs", key, got, want)
		}
	}
	for key := range claims {
		if !seen[key] && !strings.HasPrefix(key, "fsbp:") {
			t.Errorf("%s is covered, but not in the page", key)
		}
	}
	for key := range reasons {
		if !seen[key] {
			t.Errorf("%s has a reason, but is not in the page", key)
		}
	}
}

// named gives the cloud that a heading is about.
func named(t *testing.T, heading string) model.Cloud {
	t.Helper()
	for _, c := range model.Clouds() {
		if c.Title() == heading {
			return c
		}
	}
	t.Fatalf("%s is no cloud", heading)
	return ""
}

func TestParseChecksRefuses(t *testing.T) {
	t.Parallel()
	if _, err := parseChecks("kics\t1\ttitle\tlow\tmoon\tmoon_rock\n"); err == nil {
		t.Error("no error for a cloud that there is not")
	}
}

// TestComplete: a check that only a case names is listed once a rule covers it.
func TestComplete(t *testing.T) {
	t.Parallel()
	labels := []label{
		{Peer: "kics", Check: "2", Cloud: "azure"},
		{Peer: "kics", Check: "2", Cloud: "azure"},
		{Peer: "kics", Check: "1", Cloud: "aws"},
		{Peer: "kics", Check: "3", Cloud: "aws"},
	}
	all := complete([]check{{peer: "kics", id: "1"}}, labels, map[string][]string{"kics:1": {"SLS101"}, "kics:2": {"SLS101"}})
	if len(all) != 2 || all[1].id != "2" || all[1].cloud != model.Azure {
		t.Errorf("got %+v", all)
	}
}
