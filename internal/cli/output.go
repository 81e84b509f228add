package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/finding"
	"github.com/slsguard/terraform-provider-slsguard/internal/report"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// sink is one report to write.
type sink struct {
	format string
	file   string // "" for standard output
}

// sinks reads --output: FILE takes the main report, FORMAT=FILE is a further one.
func (c *check) sinks() ([]sink, error) {
	main := sink{format: c.format}
	var all []sink
	for _, o := range c.outputs {
		format, file, further := strings.Cut(o, "=")
		_, known := report.ByName(format)
		switch {
		case further && known && file != "":
			all = append(all, sink{format, file})
		case !further && known: // the report of another format in a file of the format's name is nobody's wish
			return nil, fmt.Errorf("--output %s: want FILE or FORMAT=FILE; for another format: --format %s", o, o)
		case further && !strings.ContainsAny(format, "./\\"):
			return nil, fmt.Errorf("--output %s: want FILE or FORMAT=FILE (formats: %s)", o, strings.Join(report.Names(), ", "))
		case main.file != "":
			return nil, fmt.Errorf("--output %s: the main report already goes to %s; write further ones as FORMAT=FILE", o, main.file)
		default:
			main.file = o
		}
	}
	return append(all, main), nil
}

// write renders every report before it writes any, so that an error leaves nothing half done.
func (c *check) write(rep *finding.Report, srcs *sources, why string) error {
	sinks, err := c.sinks()
	if err != nil {
		return err
	}
	rendered := make([][]byte, len(sinks))
	for i, s := range sinks {
		if rendered[i], err = c.render(s, rep, srcs, why); err != nil {
			return err
		}
	}
	for i, s := range sinks {
		if err := c.emit(s, rendered[i]); err != nil {
			return err
		}
	}
	return nil
}

func (c *check) render(s sink, rep *finding.Report, srcs *sources, why string) ([]byte, error) {
	format, ok := report.ByName(s.format)
	if !ok {
		return nil, fmt.Errorf("format %q is not known", s.format)
	}
	var b bytes.Buffer
	if err := format(&b, rep, c.reportOptions(s, srcs, why)); err != nil {
		return nil, fmt.Errorf("write %s report: %w", s.format, err)
	}
	return b.Bytes(), nil
}

func (c *check) emit(s sink, b []byte) error {
	if s.file == "" {
		_, err := io.Copy(c.env.Stdout, bytes.NewReader(b))
		return err
	}
	if err := os.WriteFile(c.abs(s.file), b, 0o644); err != nil { //nolint:gosec // a report is meant to be read by others
		return fmt.Errorf("write %s: %w", s.file, cause(err))
	}
	return nil
}

func (c *check) reportOptions(s sink, srcs *sources, why string) report.Options {
	terminal := c.env.Terminal && s.file == ""
	opts := report.Options{
		Color: terminal && c.env.Getenv("NO_COLOR") == "" && c.env.Getenv("TERM") != "dumb",
		ASCII: !utf8Locale(c.env.Getenv), ExitLine: why, Strict: c.strict,
		Rules: infos(c.catalogue), RepoRoot: repoRoot(c.env.WorkDir), WorkDir: realPath(c.env.WorkDir),
	}
	if terminal {
		opts.Width, opts.Elapsed = c.env.Width, time.Since(c.started)
	}
	if len(srcs.order) > 0 {
		opts.Sources = srcs
		opts.RootFile = srcs.order[0].RootFile()
	}
	return opts
}

// utf8Locale follows POSIX: LC_ALL, then LC_CTYPE, then LANG. Without any, UTF-8 is what CI shows.
func utf8Locale(getenv func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(getenv(name)); v != "" {
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8") || v == "c" || v == "posix"
		}
	}
	return true
}

// repoRoot is the nearest directory upward with a .git, else the working directory.
func repoRoot(dir string) string {
	dir = realPath(dir)
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, ".git")); err == nil {
			return d
		}
		if d == filepath.Dir(d) {
			return dir
		}
	}
}

func realPath(dir string) string {
	if target, err := filepath.EvalSymlinks(dir); err == nil {
		return target
	}
	return dir
}

// infos describes the catalogue to the renderers.
func infos(catalogue []rule.Rule) []report.RuleInfo {
	out := make([]report.RuleInfo, 0, len(catalogue))
	for i := range catalogue {
		out = append(out, info(&catalogue[i]))
	}
	return out
}

func info(r *rule.Rule) report.RuleInfo {
	tags := []string{"security", "serverless"}
	for _, cloud := range r.Clouds() {
		tags = append(tags, string(cloud))
	}
	return report.RuleInfo{
		ID: r.ID, Name: r.Name, Title: r.Title, Severity: r.Severity, Profile: r.Profile,
		Why: r.Why, Remediation: remedies(r), References: r.References,
		Tags: tags, CWE: r.Mappings.CWE,
	}
}

// remedies tells what to write in each cloud, once where it is the same.
func remedies(r *rule.Rule) string {
	var texts, titled []string
	for _, cloud := range r.Clouds() {
		text := strings.TrimSpace(r.Remedy[cloud])
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
		titled = append(titled, "# "+cloud.Title()+"\n"+text)
	}
	if len(texts) == 1 {
		return texts[0]
	}
	return strings.Join(titled, "\n\n")
}
