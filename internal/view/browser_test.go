package view_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// browser finds Chromium. Without it the page is not run, which is said loudly.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("NOT TESTED: no Chromium found, so that the script of the HTML page was not run (apt-get install chromium)")
	return ""
}

// open loads a page and gives what it became, as HTML. Any message on the console fails the test: errors of the script
// show there, and what the page's policy refuses.
func open(t *testing.T, page []byte, ask string) string {
	t.Helper()
	chromium := browser(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "page.html")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--window-size=1600,1000", "--virtual-time-budget=5000", "--dump-dom",
		"file://"+file+"#"+ask)
	var log strings.Builder
	cmd.Stderr = &log
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("chromium: %v\n%s", err, log.String())
	}
	for line := range strings.Lines(log.String()) {
		if strings.Contains(line, "CONSOLE") {
			t.Errorf("the console says: %s", line)
		}
	}
	return string(out)
}

// drawn tells how many nodes and frames a loaded page shows.
func drawn(dom string) (nodes, frames int) {
	return len(regexp.MustCompile(`data-key="n\d+"`).FindAllString(dom, -1)), len(regexp.MustCompile(`data-key="g\d+"`).FindAllString(dom, -1))
}

func TestPageInBrowser(t *testing.T) {
	browser(t)
	for name, dir := range examples() {
		t.Run(name, func(t *testing.T) {
			d := drawingOf(t, dir)
			dom := open(t, render(t, d, "html"), "theme=dark&path=1")
			if nodes, _ := drawn(dom); nodes != len(d.Nodes) {
				t.Errorf("%d nodes are shown, want %d", nodes, len(d.Nodes))
			}
			hot := len(regexp.MustCompile(`class="node [^"]*\bhot\b`).FindAllString(dom, -1))
			if hot != len(d.Paths[0].Nodes) {
				t.Errorf("%d nodes are highlighted, want %d", hot, len(d.Paths[0].Nodes))
			}
			if !strings.Contains(dom, "main.tf:") || !strings.Contains(dom, "slsguard explain "+d.Findings[d.Paths[0].Finding].Rule) {
				t.Error("the pane does not name place and rule")
			}
		})
	}
}

func TestHostilePageInBrowser(t *testing.T) {
	d := hostile()
	dom := open(t, render(t, d, "html"), "fold=none&path=1")
	if nodes, _ := drawn(dom); nodes != len(d.Nodes) {
		t.Errorf("%d nodes are shown, want %d", nodes, len(d.Nodes))
	}
	if strings.Count(dom, "<script") != 2 {
		t.Error("text of the plan became a script")
	}
}

// TestLargePageInBrowser opens 500 functions folded, and unfolds them.
func TestLargePageInBrowser(t *testing.T) {
	d := fleet(500, true).draw()
	page := render(t, d, "html")
	nodes, frames := drawn(open(t, page, ""))
	if nodes != 1 || frames != 63 {
		t.Errorf("folded: %d nodes and %d frames, want who is outside and 63 modules", nodes, frames)
	}
	if nodes, _ := drawn(open(t, page, "fold=none")); nodes != len(d.Nodes) {
		t.Errorf("unfolded: %d nodes, want %d", nodes, len(d.Nodes))
	}
	if _, frames := drawn(open(t, page, "q=f017")); frames != 1 {
		t.Errorf("a search leaves %d frames, want the one module", frames)
	}
}

// steps are keys to press, and what has to be so after each.
const steps = `<script>
const fail = [];
const active = () => (document.activeElement.dataset && document.activeElement.dataset.key) || document.activeElement.id;
const label = () => document.activeElement.getAttribute('aria-label') || '';
const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
const want = (what, got, wanted) => { if (!String(got).includes(wanted)) fail.push(what + ': ' + got + ', want ' + wanted); };
const pane = () => document.getElementById('pane').textContent;
want('one item is reached by Tab', document.querySelectorAll('#canvas [tabindex="0"]').length, '1');
document.querySelector('#canvas [aria-label^="entry internet"]').focus();
press('ArrowRight'); want('right of the internet', label(), 'endpoint ');
press('ArrowRight'); want('right of the endpoint', label(), 'function ');
press('Enter'); want('pane of the function', pane(), 'aws_lambda_function.orders');
want('place of the function', pane(), 'main.tf:');
press('ArrowRight'); want('right of the function', label(), 'identity ');
press('ArrowLeft'); want('left of the role', label(), 'function ');
press('Escape'); want('pane after Esc', pane(), 'Overview');
press('n'); want('first path', pane(), '1 of 2');
press('n'); want('second path', pane(), '2 of 2');
press('p'); want('back', pane(), '1 of 2');
want('hops', document.querySelectorAll('.hop').length, '4');
press('Escape'); want('no path', pane(), 'Overview');
press('Home'); press('ArrowUp');
document.querySelector('#canvas .frame').focus();
press(' '); want('folded', document.querySelector('#canvas .frame').getAttribute('aria-expanded'), 'false');
want('focus stays', active(), 'g');
press('Enter'); want('unfolded', document.querySelector('#canvas .frame').getAttribute('aria-expanded'), 'true');
press('/'); want('search', active(), 'search');
document.getElementById('search').value = 'sqs';
document.getElementById('search').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
want('found', label(), 'channel ');
want('matches', document.getElementById('matches').textContent, 'match');
document.querySelectorAll('#canvas [role=button]').forEach((el) => { if (!el.getAttribute('aria-label')) fail.push('an item has no label'); });
document.documentElement.dataset.failures = fail.join(' | ') || 'none';
</script></body>`

// TestKeyboard uses the page without a mouse. The policy has to go for the test's own script.
func TestKeyboard(t *testing.T) {
	page := string(render(t, drawingOf(t, examples()["check"]), "html"))
	page = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`).ReplaceAllString(page, "")
	dom := open(t, []byte(strings.Replace(page, "</body>", steps, 1)), "")
	failures := regexp.MustCompile(`data-failures="([^"]*)"`).FindStringSubmatch(dom)
	if failures == nil || failures[1] != "none" {
		t.Error(fmt.Sprint(failures))
	}
}
