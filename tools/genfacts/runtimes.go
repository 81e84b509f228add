package main

import (
	"bytes"
	"encoding/json"
	"fmt"
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
