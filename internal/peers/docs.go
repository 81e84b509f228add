package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// check is one check of a peer.
type check struct {
	peer, id, title string
	cloud           model.Cloud
	types           []string // or the peer's names of services
}

func (c check) key() string { return c.peer + ":" + c.id }

// docs writes docs/peers.md from the list of checks. The labelled cases know a few that are not in it.
func docs(list, labelled, out string) error {
	b, err := os.ReadFile(list)
	if err != nil {
		return fmt.Errorf("read checks: %w", err)
	}
	checks, err := parseChecks(string(b))
	if err != nil {
		return err
	}
	reasons, err := parseReasons(reasonsTSV)
	if err != nil {
		return err
	}
	labels, err := readLabels(labelled)
	if err != nil {
		return err
	}
	text, err := page(complete(checks, labels, claimed()), reasons, claimed())
	if err != nil {
		return err
	}
	return os.WriteFile(out, []byte(text), 0o644) //nolint:gosec // documentation is for everybody
}

// complete adds the checks that a rule covers and only a labelled case names. What they ask is not known.
func complete(checks []check, labels []label, claims map[string][]string) []check {
	known := map[string]bool{}
	for _, c := range checks {
		known[c.key()] = true
	}
	for _, l := range labels {
		c := check{peer: l.Peer, id: l.Check, cloud: model.Cloud(l.Cloud)}
		if !known[c.key()] && len(claims[c.key()]) > 0 {
			known[c.key()] = true
			checks = append(checks, c)
		}
	}
	return ordered(checks)
}

func ordered(checks []check) []check {
	slices.SortFunc(checks, func(a, b check) int {
		return cmp.Or(cmp.Compare(a.peer, b.peer), cmp.Compare(a.id, b.id))
	})
	return checks
}

// lines gives the fields of each line of a table, without comments.
func lines(text string, fields int) ([][]string, error) {
	var all [][]string
	s := bufio.NewScanner(strings.NewReader(text))
	for n := 1; s.Scan(); n++ {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		row := strings.Split(s.Text(), "\t")
		if len(row) != fields {
			return nil, fmt.Errorf("line %d has %d fields instead of %d: %s", n, len(row), fields, s.Text())
		}
		all = append(all, row)
	}
	return all, s.Err()
}

// parseChecks reads the checks: peer, id, title, severity, cloud, types. They come in order of peers and ids.
func parseChecks(text string) ([]check, error) {
	rows, err := lines(text, 6)
	if err != nil {
		return nil, fmt.Errorf("checks: %w", err)
	}
	var all []check
	for _, row := range rows {
		c := check{peer: row[0], id: row[1], title: row[2], cloud: model.Cloud(row[4]), types: strings.Split(row[5], ",")}
		if !slices.Contains(model.Clouds(), c.cloud) {
			return nil, fmt.Errorf("checks: %s is on %q, which is no cloud", c.key(), c.cloud)
		}
		all = append(all, c)
	}
	return ordered(all), nil
}

func ruleLink(id string) string { return "[" + id + "](rules/" + id + ".md)" }

const intro = `# Checks of other tools

Made by ` + "`go run ./internal/peers -docs`" + ` from lists of the checks of checkov, trivy and kics, from what the rules say that
they cover, and from internal/peers/reasons.tsv.

Each check of these tools on serverless, event or identity resources, and on what stands around them, is listed with
the rules that cover it, or with the reason why none does. A rule covers a check if it finds what the check finds, and leaves
alone what the check lets pass, as far as the plan tells. A rule that finds what a check does, but among other things, or
only where functions have to do with it, is named in the reason instead.

`

// page is the text of docs/peers.md: a part for each cloud.
func page(checks []check, reasons map[string]reason, claims map[string][]string) (string, error) {
	known := map[string]bool{}
	var errs []error
	for _, c := range checks {
		known[c.key()] = true
	}
	for _, key := range slices.Sorted(maps.Keys(reasons)) {
		if !known[key] {
			errs = append(errs, fmt.Errorf("%s has a reason, but is no check", key))
		}
	}
	var tabs, parts []string
	for _, cloud := range model.Clouds() {
		p := part{cloud: cloud, reasons: reasons, claims: claims, covered: map[string]int{}, listed: map[string]int{}}
		for _, c := range checks {
			errs = append(errs, p.add(c))
		}
		tabs, parts = append(tabs, p.tab()), append(parts, p.text())
	}
	return intro + strings.Join(tabs, " · ") + "\n" + strings.Join(parts, ""), errors.Join(errs...)
}

// part is what the page says of one cloud.
type part struct {
	cloud           model.Cloud
	reasons         map[string]reason
	claims          map[string][]string
	peers           []string
	covered, listed map[string]int
	other           int // checks out of scope
	tables          strings.Builder
}

func (p *part) add(c check) error {
	if c.cloud != p.cloud {
		return nil
	}
	ids := p.claims[c.key()]
	why, excused := p.reasons[c.key()]
	switch {
	case len(ids) == 0 && !c.inScope() && excused:
		return fmt.Errorf("%s is out of scope, but has a reason", c.key())
	case len(ids) == 0 && !c.inScope():
		p.other++
		return nil
	case len(ids) > 0 == excused:
		return fmt.Errorf("%s (%s) must have either a rule that covers it or a reason", c.key(), c.title)
	}
	if !slices.Contains(p.peers, c.peer) {
		p.peers = append(p.peers, c.peer)
		p.tables.WriteString("\n### " + c.peer + "\n\n| check | what it asks | rule, or why none |\n|---|---|---|\n")
	}
	p.listed[c.peer]++
	answer := why.sentence(c.cloud)
	if len(ids) > 0 {
		p.covered[c.peer]++
		answer = links(ids)
	}
	fmt.Fprintf(&p.tables, "| %s | %s | %s |\n", c.id, title(c.title), answer)
	return nil
}

func (p *part) tab() string {
	return fmt.Sprintf("[%s](#%s)", p.cloud.Title(), strings.ReplaceAll(strings.ToLower(p.cloud.Title()), " ", "-"))
}

func (p *part) text() string {
	var counts strings.Builder
	for _, peer := range p.peers {
		fmt.Fprintf(&counts, "| %s | %d | %d | %d |\n", peer, p.listed[peer], p.covered[peer], p.listed[peer]-p.covered[peer])
	}
	return fmt.Sprintf("\n## %s\n\n| tool | checks | covered | not covered |\n|---|---|---|---|\n%s\n"+
		"Another %d checks of these tools on %s are on other services, such as machines and databases.\n%s",
		p.cloud.Title(), counts.String(), p.other, p.cloud.Title(), p.tables.String())
}

func links(ids []string) string {
	var all []string
	for _, id := range ids {
		all = append(all, ruleLink(id))
	}
	return strings.Join(all, ", ")
}

// title makes a check's title fit into a table; some have none.
func title(text string) string {
	const longest = 160
	text = strings.Trim(strings.TrimSpace(strings.NewReplacer("|", `\|`, `\'`, "'", "*", `\*`, "<", "&lt;").Replace(text)), `"`)
	if text == "" {
		return "–"
	}
	if cut := strings.LastIndex(text[:min(longest, len(text))], " "); len(text) > longest && cut > 0 {
		text = text[:cut] + " …"
	}
	return text
}
