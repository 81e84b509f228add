package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

type runtime struct {
	Cloud      string  `json:"cloud"`
	ID         string  `json:"id"`
	Language   string  `json:"language"`
	Version    string  `json:"version"`
	Deprecated *string `json:"deprecated_on"`
	Blocked    *string `json:"blocked_on"`
	Source     string  `json:"source"`
	Note       string  `json:"note"`
}

// runtimes writes one line a runtime: cloud, id, language, version, deprecated, blocked, source, note;
// an unknown date is "-".
func runtimes(data []byte) (map[string][]byte, error) {
	var rows []runtime
	if err := json.Unmarshal(data, &rows); err != nil {
		return nil, err
	}
	if listsAzure(rows) {
		rows = append(rows, formerRuntimes()...)
	}
	var out bytes.Buffer
	for _, r := range rows {
		deprecated, err := date(r.Deprecated)
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", r.Cloud, r.ID, err)
		}
		blocked, err := date(r.Blocked)
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", r.Cloud, r.ID, err)
		}
		cells := []string{r.Cloud, r.ID, r.Language, r.Version, deprecated, blocked, r.Source, r.Note}
		for i, c := range cells {
			cells[i] = strings.Join(strings.Fields(c), " ")
		}
		fmt.Fprintln(&out, strings.Join(cells, "\t"))
	}
	packed, err := squeeze(out.Bytes())
	return map[string][]byte{"runtimes.gz": packed}, err
}

func date(s *string) (string, error) {
	if s == nil || *s == "" {
		return "-", nil
	}
	_, err := time.Parse(time.DateOnly, *s)
	return *s, err
}

// formerRuntimes are those of Azure that plans of today still name, though the vendor's list has dropped them: in-process
// .NET lives as long as the .NET that it is made of.
func formerRuntimes() []runtime {
	const (
		dotnet = "https://dotnet.microsoft.com/platform/support/policy/dotnet-core"
		node   = "https://github.com/nodejs/release#end-of-life-releases"
		python = "https://devguide.python.org/versions/"
		inside = ".NET (in-process)"
	)
	return []runtime{
		former("DOTNET|2.1", inside, "2.1", "2021-08-21", dotnet),
		former("DOTNET|3.1", inside, "3.1", "2022-12-13", dotnet),
		former("DOTNET|6.0", inside, "6.0", "2024-11-12", dotnet),
		former("NODE|8", "Node.js", "8", "2019-12-31", node),
		former("NODE|10", "Node.js", "10", "2021-04-30", node),
		former("PYTHON|3.6", "Python", "3.6", "2021-12-23", python),
	}
}

// listsAzure tells whether a list is about Azure at all.
func listsAzure(rows []runtime) bool {
	return slices.ContainsFunc(rows, func(r runtime) bool { return r.Cloud == "azure" })
}

func former(id, language, version, ended, source string) runtime {
	return runtime{Cloud: "azure", ID: id, Language: language, Version: version, Deprecated: &ended, Source: source}
}
