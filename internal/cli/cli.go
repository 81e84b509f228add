// Package cli is the slsguard command: its subcommands, flags and exit codes. Only a report goes to standard
// output; everything else goes to standard error.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// Exit codes of every subcommand.
const (
	ExitOK        = 0 // nothing at or above the threshold
	ExitFindings  = 1 // findings at or above the threshold
	ExitError     = 2 // wrong usage, or input that cannot be read
	ExitUndecided = 3 // under --strict: something could not be decided, or nothing was judged
)

// Env is what the command uses of the world around it.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	WorkDir        string
	Version        string // of this build
	Terminal       bool   // whether Stdout is a terminal
	Width          int    // its columns, 0 when unknown
}

// System gives the real world to a build of the given version.
func System(version string) Env {
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	env := Env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, WorkDir: dir, Version: version}
	fd := int(os.Stdout.Fd())
	if env.Terminal = term.IsTerminal(fd); env.Terminal {
		if w, _, err := term.GetSize(fd); err == nil {
			env.Width = w
		}
	}
	return env
}

// exit carries an exit code that is no error: the report has been written and says why.
type exit struct{ code int }

func (e exit) Error() string { return fmt.Sprintf("exit %d", e.code) }

// Main runs the command and gives its exit code. Errors are one line on standard error.
func Main(ctx context.Context, args []string, env Env) int {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1)) // which check changes
	root := newRoot(env)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if code, ok := errors.AsType[exit](err); ok {
		return code.code
	}
	if err != nil {
		_, _ = fmt.Fprintln(env.Stderr, "slsguard: "+oneLine(err.Error()))
		return ExitError
	}
	return ExitOK
}

// oneLine keeps an error to one line, whatever stands in the input that it quotes.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '\u0085' || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
}

func newRoot(env Env) *cobra.Command {
	root := &cobra.Command{
		Use:   "slsguard",
		Short: "Find insecure serverless configurations in Terraform plans",
		Long: "slsguard reads what terraform show -json prints for a plan and finds insecure serverless " +
			"configurations before they are applied. It never uses the network.",
		SilenceUsage: true, SilenceErrors: true,
		Version: env.Version + revision(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("slsguard {{.Version}}\n")
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w (see: %s --help)", err, cmd.CommandPath())
	})
	root.AddCommand(newCheck(env), newGraph(env), newExplain(env), newRules(env), newVersion(env))
	return root
}

func newVersion(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(env.Stdout, "slsguard %s%s\n", env.Version, revision())
			return err
		},
	}
}

// revision gives the commit that the binary was built from, when it was built in a checkout.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return " (" + s.Value[:12] + ")"
		}
	}
	return ""
}
