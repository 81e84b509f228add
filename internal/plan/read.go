package plan

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/go-json-experiment/json/jsontext"
	tfjson "github.com/hashicorp/terraform-json"
)

// Options say what to keep of a plan.
type Options struct {
	// Keep says which types of resources to keep; nil keeps all.
	Keep func(mode Mode, typ string) bool
	// Skip names attributes that are not kept of any resource, "tags_all".
	Skip []string
	// MaxValue is how many bytes one JSON string or number may take; 0 stands for 64 MiB.
	MaxValue int64
	// Locals follows local values; nil when no HCL is at hand. Plan.SetLocals sets it later.
	Locals Locals
}

// ReadFile reads the plan in a file, which may be compressed with gzip.
func ReadFile(ctx context.Context, path string, opts Options) (*Plan, error) {
	p, err := readFile(ctx, path, opts)
	if err == nil {
		return p, nil
	}
	if known, ok := errors.AsType[*Error](err); ok {
		known.Path = path
		return nil, known
	}
	// os names the path itself; it is said once.
	if cause, ok := errors.AsType[*os.PathError](err); ok {
		err = cause.Err
	}
	return nil, &Error{Path: path, Problem: "cannot be read", Err: err}
}

func readFile(ctx context.Context, path string, opts Options) (*Plan, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read from
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, &Error{Problem: "is a directory", Remedy: "name a plan in it"}
	}
	return Read(ctx, f, opts)
}

// Read reads a plan as "terraform show -json" prints it: UTF-8 or UTF-16, plain or compressed with gzip.
// Errors are of type *Error.
func Read(ctx context.Context, r io.Reader, opts Options) (*Plan, error) {
	first, err := readPass(ctx, r, opts, false)
	if err != nil {
		return nil, err
	}
	if first.seen.changes || !first.seen.planned {
		return first.finish()
	}
	// Old and hand-cut plans may have nothing but planned_values, which was skipped.
	rewind, ok := r.(io.Seeker)
	if ok {
		_, err = rewind.Seek(0, io.SeekStart)
	}
	if !ok || err != nil {
		return nil, &Error{Problem: "has planned_values but no resource_changes", Remedy: "give it as a file, not through a pipe"}
	}
	second, err := readPass(ctx, r, opts, true)
	if err != nil {
		return nil, err
	}
	return second.finish()
}

// reader reads one plan.
type reader struct {
	cursor
	opts Options
	plan *Plan
	tree tree
	seen seen

	scratch struct { // what is read into, again and again
		change  change
		res     Resource
		actions tfjson.Actions
	}

	fromPlanned bool // resources come from planned_values
	prior       []*Resource
	actions     map[[2]tfjson.Action]tfjson.Actions
	modules     map[string]struct{}
	providers   map[string]int // major version by provider; -1 when constraints differ
	wanted      map[kind]bool  // what opts.Keep said

	open   block // stack of the arguments of unfinished blocks
	listed []string
	refs   []*reference
}

// seen says which parts of a plan there were.
type seen struct {
	version, changes, planned, outputs, config bool
	values, lineage, encrypted                 bool
	incomplete, deferred                       bool
}

func readPass(ctx context.Context, r io.Reader, opts Options, fromPlanned bool) (*reader, error) {
	src, err := open(r)
	if err != nil {
		return nil, err
	}
	in := &input{ctx: ctx, src: src, max: opts.MaxValue}
	if in.max <= 0 {
		in.max = defaultMaxValue
	}
	in.dec = jsontext.NewDecoder(in)
	rd := &reader{
		cursor:      cursor{dec: in.dec, intern: newInterner()},
		opts:        opts,
		plan:        &Plan{Types: map[string]int{}, locals: opts.Locals, keep: opts.Keep},
		fromPlanned: fromPlanned,
		actions:     map[[2]tfjson.Action]tfjson.Actions{},
		modules:     map[string]struct{}{},
		providers:   map[string]int{},
		wanted:      map[kind]bool{},
	}
	if err := rd.document(); err != nil {
		return nil, explain(err, in)
	}
	return rd, nil
}

func (r *reader) document() error {
	if err := r.members(r.member); err != nil {
		return err
	}
	if err := r.identify(); err != nil {
		return err
	}
	switch _, err := r.dec.ReadToken(); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return err
	default:
		return &Error{
			Problem: "goes on after the end of the plan",
			Place:   place("", r.dec.InputOffset()), Remedy: "give one plan a file; " + remedyAgain,
		}
	}
}

func (r *reader) member(name string) error {
	switch name {
	case "format_version":
		return r.formatVersion()
	case "terraform_version":
		return r.textInto(&r.plan.TerraformVersion)
	case "variables":
		return r.variables()
	case "planned_values":
		return r.plannedValues()
	case "resource_changes":
		return r.resourceChanges()
	case "output_changes":
		return r.outputChanges()
	case "prior_state":
		return r.priorState()
	case "configuration":
		return r.configuration()
	default:
		return r.mark(name)
	}
}

// mark reads the small members, and those by which other files are told from plans.
func (r *reader) mark(name string) error {
	switch name {
	case "errored":
		errored, _, err := r.flag()
		r.plan.Errored = errored
		return err
	case "complete":
		complete, given, err := r.flag()
		r.seen.incomplete = given && !complete
		return err
	case "deferred_changes":
		return r.elements(func() error {
			r.seen.deferred = true
			return r.skip()
		})
	case "@level", "@message":
		return errLog()
	case "values":
		r.seen.values = true
	case "lineage", "serial":
		r.seen.lineage = true
	case "encrypted_data", "encryption_version":
		r.seen.encrypted = true
	}
	return r.skip()
}

func (r *reader) formatVersion() error {
	r.seen.version = true
	if err := r.textInto(&r.plan.FormatVersion); err != nil {
		return err
	}
	if supported(r.plan.FormatVersion) {
		return nil
	}
	return &Error{
		Problem: "format version " + printable(r.plan.FormatVersion, 40) + " is not supported (want 0.1, 0.2 or 1.x)",
		Remedy:  "use a newer slsguard",
	}
}

// identify refuses JSON that is no plan, by the name of what it is.
func (r *reader) identify() error {
	switch {
	case r.seen.encrypted && !r.seen.version:
		return &Error{Problem: "is encrypted by OpenTofu", Remedy: "run: tofu show -json FILE > plan.json"}
	case r.seen.lineage && !r.seen.version:
		return &Error{Problem: "is a state file, not a plan", Remedy: remedyPlan}
	case !r.seen.version:
		return &Error{Problem: "is JSON but not a plan: it has no format_version", Remedy: remedyShow, other: true}
	case r.seen.changes, r.seen.planned, r.seen.outputs, r.seen.config:
		return nil
	case r.seen.values:
		return &Error{Problem: "is a state, not a plan", Remedy: remedyPlan}
	default:
		return &Error{Problem: "has a format_version but nothing of a plan (it may be an empty state)", Remedy: remedyPlan}
	}
}

func errLog() error {
	return &Error{
		Problem: "holds the log lines of terraform plan -json, not a plan",
		Remedy:  remedyPlan,
	}
}

// kind is a type of managed resources or of data sources.
type kind struct {
	mode Mode
	typ  string
}

// wants reports whether resources of a type are kept.
func (r *reader) wants(mode Mode, typ string) bool {
	if r.opts.Keep == nil {
		return true
	}
	wanted, asked := r.wanted[kind{mode, typ}]
	if !asked {
		wanted = r.opts.Keep(mode, typ)
		r.wanted[kind{mode, typ}] = wanted
	}
	return wanted
}
