package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// levels are the letters of the access levels; lower case says that the action has no resource-level
// permission.
var levels = map[string]string{
	"List":                   "L",
	"Read":                   "R",
	"Write":                  "W",
	"Tagging":                "T",
	"Permissions management": "P",
}

// actions writes one section a service, "=s3", with one line an action, "WPutObject".
func actions(data []byte) (map[string][]byte, error) {
	byService := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		service, row, err := actionRow(line)
		if err != nil {
			return nil, err
		}
		byService[service] = append(byService[service], row)
	}
	packed, err := squeeze(actionText(byService))
	return map[string][]byte{"actions.gz": packed}, err
}

func actionRow(line string) (service, row string, err error) {
	cells := strings.Split(line, "\t")
	if len(cells) != 3 {
		return "", "", fmt.Errorf("%q: want 3 columns", line)
	}
	service, name, ok := strings.Cut(cells[0], ":")
	level := levels[cells[1]]
	if !ok || level == "" {
		return "", "", fmt.Errorf("%q: not an action with a level", line)
	}
	if cells[2] == "" {
		level = strings.ToLower(level)
	}
	return strings.ToLower(service), level + name, nil
}

func actionText(byService map[string][]string) []byte {
	var out bytes.Buffer
	services := make([]string, 0, len(byService))
	for s := range byService {
		services = append(services, s)
	}
	slices.Sort(services)
	for _, s := range services {
		rows := byService[s]
		slices.SortFunc(rows, func(a, b string) int {
			return strings.Compare(strings.ToLower(a[1:]), strings.ToLower(b[1:]))
		})
		fmt.Fprintf(&out, "=%s\n%s\n", s, strings.Join(rows, "\n"))
	}
	return out.Bytes()
}
