// Command peers holds the rules against checks of other tools whose labelled examples stand outside of the
// repository.
//
//	go run ./internal/peers -labels ../shared/plans/labels.json [-cloud aws|azure|google] [-v]
//
// It prints, by peer and by rule, how many of the addresses that a peer expects to fail are found by a rule that
// claims the check (Covers), and how many of those it expects to pass stay clean of these rules.
//
//	go run ./internal/peers -docs [-checks ../shared/facts/peer-checks.tsv] [-labels …] [-out docs/peers.md]
//
// writes the page that lists the peers' checks with the rules that cover them, or the reason why none does.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt"
	"github.com/slsguard/terraform-provider-slsguard/internal/engine"
	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
	"github.com/slsguard/terraform-provider-slsguard/internal/rules"
)

func main() {
	labels := flag.String("labels", "../shared/plans/labels.json", "the labelled cases")
	cloud := flag.String("cloud", "aws", "only cases of this cloud: aws, azure or google; all of them when empty")
	verbose := flag.Bool("v", false, "list every address where rule and label disagree")
	write := flag.Bool("docs", false, "write the page of the peers' checks instead")
	checks := flag.String("checks", "../shared/facts/peer-checks.tsv", "the peers' checks")
	out := flag.String("out", "docs/peers.md", "the page to write")
	flag.Parse()
	work := func() error { return run(os.Stdout, *labels, *cloud, *verbose) }
	if *write {
		work = func() error { return docs(*checks, *labels, *out) }
	}
	if err := work(); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

// label is one labelled case. An address of * means: anywhere in the plan.
type label struct {
	Plan    string   `json:"plan"`
	Peer    string   `json:"peer"`
	Check   string   `json:"check"`
	Cloud   string   `json:"cloud"`
	Fail    []string `json:"fail"`
	Pass    []string `json:"pass"`
	Touched string   `json:"touched"` // cut: arguments were removed, so that the case does not count
}

// score counts addresses.
type score struct{ fail, missed, pass, wrong int }

func run(w io.Writer, file, cloud string, verbose bool) error {
	if cloud != "" && !slices.Contains(model.Clouds(), model.Cloud(cloud)) {
		return fmt.Errorf("-cloud %q is not known (want aws, azure or google)", cloud)
	}
	labels, err := readLabels(file)
	if err != nil {
		return err
	}
	claims := claimed()
	scores := map[string]*score{}
	for _, l := range labels {
		ids := claims[l.Peer+":"+l.Check]
		if len(ids) == 0 || l.Touched == "cut" || cloud != "" && l.Cloud != cloud {
			continue
		}
		if err := judge(w, filepath.Dir(file), l, ids, scores, verbose); err != nil {
			return err
		}
	}
	table(w, scores)
	return nil
}

func readLabels(file string) ([]label, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read labels: %w", err)
	}
	var labels []label
	if err := json.Unmarshal(b, &labels); err != nil {
		return nil, fmt.Errorf("read labels: %w", err)
	}
	return labels, nil
}

// claimed gives the rules that cover each check.
func claimed() map[string][]string {
	claims := map[string][]string{}
	for _, r := range rules.All() {
		for _, check := range r.Covers {
			claims[check] = append(claims[check], r.ID)
		}
	}
	return claims
}

func judge(w io.Writer, dir string, l label, ids []string, scores map[string]*score, verbose bool) error {
	found, err := findings(filepath.Join(dir, l.Plan), ids)
	if err != nil {
		return err
	}
	s := score{fail: len(l.Fail), pass: len(l.Pass)}
	for _, address := range l.Fail {
		if !found.about(address) {
			s.missed++
			report(w, verbose, "missed", l, ids, address)
		}
	}
	for _, address := range l.Pass {
		if found.names(address) {
			s.wrong++
			report(w, verbose, "wrong", l, ids, address)
		}
	}
	for _, key := range append([]string{"all", l.Peer}, ids...) {
		if scores[key] == nil {
			scores[key] = &score{}
		}
		scores[key].add(s)
	}
	return nil
}

func (s *score) add(o score) {
	s.fail += o.fail
	s.missed += o.missed
	s.pass += o.pass
	s.wrong += o.wrong
}

func report(w io.Writer, verbose bool, what string, l label, ids []string, address string) {
	if verbose {
		_, _ = fmt.Fprintf(w, "%s\t%s:%s\t%v\t%s\t%s\n", what, l.Peer, l.Check, ids, address, l.Plan)
	}
}

// found are the failures in one plan.
type found []finding.Finding

func findings(file string, ids []string) (found, error) {
	ctx := context.Background()
	p, err := plan.ReadFile(ctx, file, plan.Options{Keep: adapt.Keep()})
	if err != nil {
		return nil, err
	}
	var chosen []rule.Rule
	for _, r := range rules.All() {
		if slices.Contains(ids, r.ID) {
			chosen = append(chosen, r)
		}
	}
	sys := adapt.Model(p)
	sys.Now, sys.RuntimeNotice, sys.LogRetention = time.Now(), model.DefaultRuntimeNotice, model.DefaultLogRetention
	res, err := engine.Run(ctx, sys, engine.Options{Rules: chosen})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(res.Findings, func(f finding.Finding) bool { return f.Verdict != finding.Fail }), nil
}

// names reports whether a failure is on the address.
func (f found) names(address string) bool {
	return slices.ContainsFunc(f, func(one finding.Finding) bool {
		return address == "*" || slices.ContainsFunc(append([]string{one.Address}, one.Instances...), func(a string) bool {
			return engine.Block(a) == engine.Block(address)
		})
	})
}

// about is names, and counts what a failure rests on, too: peers blame the other end of some edges.
func (f found) about(address string) bool {
	return f.names(address) || slices.ContainsFunc(f, func(one finding.Finding) bool {
		return slices.ContainsFunc(one.Evidence, func(e finding.Evidence) bool {
			return engine.Block(e.Address) == engine.Block(address)
		})
	})
}

func table(w io.Writer, scores map[string]*score) {
	for _, key := range slices.Sorted(maps.Keys(scores)) {
		s := scores[key]
		_, _ = fmt.Fprintf(w, "%-8s failing found %3d of %3d (%s)   passing clean %3d of %3d (%s)\n", key,
			s.fail-s.missed, s.fail, share(s.fail-s.missed, s.fail), s.pass-s.wrong, s.pass, share(s.pass-s.wrong, s.pass))
	}
}

func share(part, whole int) string {
	if whole == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(part)/float64(whole))
}
