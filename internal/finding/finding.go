// Package finding holds what a check found, as the engine makes it and every renderer, the provider and the
// policy file read it. The JSON form of Report is slsguard's published report format.
package finding

// SchemaVersion is the version of the JSON report's form. It changes only when a reader of the old form
// could misread the new one.
const SchemaVersion = "1.0"

// Severity is how bad a finding is: critical, high, medium or low.
type Severity string

// The severities, worst first.
const (
	Critical Severity = "critical"
	High     Severity = "high"
	Medium   Severity = "medium"
	Low      Severity = "low"
)

// Severities lists all severities, worst first.
func Severities() []Severity { return []Severity{Critical, High, Medium, Low} }

// Rank orders severities: 0 is critical, 3 is low, 4 anything else.
func (s Severity) Rank() int {
	for i, known := range Severities() {
		if s == known {
			return i
		}
	}
	return len(Severities())
}

// Profile is the set of rules that a finding belongs to. Each profile holds the ones before it.
type Profile string

// The profiles, smallest first.
const (
	Essential   Profile = "essential"
	Recommended Profile = "recommended"
	Strict      Profile = "strict"
)

// Profiles lists all profiles, smallest first.
func Profiles() []Profile { return []Profile{Essential, Recommended, Strict} }

// Includes reports whether profile p has the rules of profile q.
func (p Profile) Includes(q Profile) bool { return p.rank() >= q.rank() }

func (p Profile) rank() int {
	for i, known := range Profiles() {
		if p == known {
			return i
		}
	}
	return len(Profiles())
}

// Verdict of a finding: fail, or unknown with a reason.
type Verdict string

// The verdicts that stand in a report; passes are only counted.
const (
	Fail    Verdict = "fail"
	Unknown Verdict = "unknown"
)

// State says how a finding relates to what was known before.
type State string

// The states. Known (from a baseline) and Excepted come with policy files.
const (
	New      State = "new"
	Known    State = "known"
	Excepted State = "excepted"
)

// Tool names the program that made the report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Input is one plan that was read.
type Input struct {
	Path             string `json:"path"`              // as given; "-" is standard input
	FormatVersion    string `json:"format_version"`    // of the plan JSON, such as 1.2
	TerraformVersion string `json:"terraform_version"` // "" when the plan does not say
	Resources        int    `json:"resources"`         // resource instances in resource_changes
	Complete         bool   `json:"complete"`          // false: the plan errored, was targeted or is partial
}

// Summary counts. A "check" is one rule judged on one object.
type Summary struct {
	Functions int `json:"functions"`
	Triggers  int `json:"triggers"`
	Endpoints int `json:"endpoints"`
	Rules     int `json:"rules"`
	Checked   int `json:"checked"`
	// UnknownPercent is how many of the checks could not be decided, in percent with one decimal.
	UnknownPercent float64          `json:"unknown_percent"`
	Findings       int              `json:"findings"` // verdict fail, not excepted
	Unknown        int              `json:"unknown"`
	Suppressed     int              `json:"suppressed"`
	BySeverity     map[Severity]int `json:"by_severity"` // of the findings with verdict fail
}

// Position is a place in a source file. Lines and columns count from 1; columns count characters.
type Position struct {
	File   string `json:"file"` // slash separated, relative to the working directory when below it
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// Location is a range in a source file; EndColumn is the column after the last character.
type Location struct {
	Position
	EndLine    int        `json:"end_line"`
	EndColumn  int        `json:"end_column"`
	CalledFrom []Position `json:"called_from"` // module blocks, innermost first; never null

	// Block is where the resource's block starts; Missing says that the attribute does not stand in the
	// block, so that the range is the block's head. Neither is part of the report.
	Block   Position `json:"-"`
	Missing bool     `json:"-"`
}

// Evidence is one fact, or one hop of a path, that a finding rests on.
type Evidence struct {
	Address   string    `json:"address"`
	Attribute string    `json:"attribute,omitempty"`
	Note      string    `json:"note"`
	Location  *Location `json:"location,omitempty"`

	// Hop is what the evidence is of a path; nil for facts. The note says the same in one line.
	Hop *Hop `json:"-"`
}

// Hop is one step of a path.
type Hop struct {
	From, To string // addresses, or names of what has none: "internet"
	Label    string // why one can go there: "runs as"
}

// String gives the hop in one line.
func (h Hop) String() string {
	line := h.From + " -> " + h.To
	if h.Label != "" {
		line += ": " + h.Label
	}
	return line
}

// CheapestCut begins the remedy of a path, behind a comment sign: which hop to take away.
const CheapestCut = "cheapest cut: "

// Finding is one weakness (or one undecided question) with all instances that show it alike.
type Finding struct {
	Rule        string     `json:"rule"`
	Name        string     `json:"name"`
	Severity    Severity   `json:"severity"`
	Profile     Profile    `json:"profile"`
	Verdict     Verdict    `json:"verdict"`
	State       State      `json:"state"`
	Address     string     `json:"address"`
	Instances   []string   `json:"instances"` // further addresses of the same block; never null
	Actions     []string   `json:"actions"`   // Terraform's: create, update, no-op, ...; never null
	Attribute   string     `json:"attribute"`
	Message     string     `json:"message"`
	Reason      string     `json:"reason"` // why the verdict is unknown; else ""
	Remediation string     `json:"remediation"`
	Location    *Location  `json:"location"`
	Evidence    []Evidence `json:"evidence"` // never null
	Fingerprint string     `json:"fingerprint"`

	Title string `json:"-"` // the rule's title
	Plan  string `json:"-"` // path of the plan that it was found in

	// Path says that the evidence is an attack path, first hop first.
	Path bool `json:"-"`

	// Redact says that the source line holds a secret: a snippet shows the names on it, never the values.
	Redact bool `json:"-"`
}

// Report is the result of one run over one or more plans, already filtered and sorted.
type Report struct {
	SchemaVersion string    `json:"schema_version"`
	Tool          Tool      `json:"tool"`
	Inputs        []Input   `json:"inputs"`
	Summary       Summary   `json:"summary"`
	Findings      []Finding `json:"findings"`

	Profile Profile `json:"-"` // the profile that was run
	HCL     bool    `json:"-"` // whether HCL was found for any plan
}
