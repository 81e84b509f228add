package plan

import (
	"strconv"
	"strings"
)

// supported reports whether slsguard reads plans of a format version: Terraform 0.12 to 0.15 wrote 0.1 and
// 0.2, later ones and OpenTofu write 1.x.
func supported(version string) bool {
	if version == "0.1" || version == "0.2" {
		return true
	}
	minor, ok := strings.CutPrefix(version, "1.")
	if !ok {
		return false
	}
	_, err := strconv.ParseUint(minor, 10, 32)
	return err == nil
}

// pinnedMajor gives the only major version that a constraint such as "~> 6.2" or ">= 5.1, < 6.0" allows;
// 0 when it allows several.
func pinnedMajor(constraint string) int {
	low, high := 0, -1
	for one := range strings.SplitSeq(constraint, ",") {
		l, h := majors(strings.TrimSpace(one))
		low = max(low, l)
		if h >= 0 && (high < 0 || h < high) {
			high = h
		}
	}
	if low == high {
		return low
	}
	return 0
}

// majors gives the lowest and highest major version of one condition; -1 when it is open above.
func majors(condition string) (low, high int) {
	version := strings.TrimLeft(condition, "=<>!~ ")
	operator := strings.TrimSpace(strings.TrimSuffix(condition, version))
	segments := strings.Split(version, ".")
	major, err := strconv.Atoi(strings.TrimPrefix(segments[0], "v"))
	if err != nil || major < 0 {
		return 0, -1
	}
	switch operator {
	case "", "=":
		return major, major
	case ">", ">=":
		return major, -1
	case "~>":
		// Only the last segment may grow: "~> 6" allows 7.
		if len(segments) == 1 {
			return major, -1
		}
		return major, major
	case "<=":
		return 0, major
	case "<":
		return 0, below(major, segments[1:])
	default:
		return 0, -1
	}
}

// below gives the highest major under a version: 5 for 6.0, 6 for 6.1.
func below(major int, rest []string) int {
	for _, s := range rest {
		if strings.Trim(s, "0") != "" {
			return major
		}
	}
	return max(major-1, 0)
}
