package iam

import "strings"

// String gives the condition in one line: "StringEquals aws:SourceAccount 123456789012".
func (c Condition) String() string {
	if c.Unknown {
		return "a condition that is unknown"
	}
	values := make([]string, len(c.Values))
	for i, v := range c.Values {
		values[i] = v.String()
	}
	return c.Operator + " " + c.Key + " " + strings.Join(values, ", ")
}

// String gives the text, with "(unknown)" for what isn't known.
func (t Term) String() string {
	if !t.Unknown {
		return t.Text
	}
	if len(t.Refs) == 1 && (t.Text == "" || strings.Count(t.Text, Hole) == 1) {
		return strings.Replace(orHole(t.Text), Hole, "${"+t.Refs[0]+"}", 1)
	}
	return strings.ReplaceAll(orHole(t.Text), Hole, "(unknown)")
}

// keyIs compares condition keys as AWS does, without regard to case.
func (c *Condition) keyIs(key string) bool { return strings.EqualFold(c.Key, key) }

// evadable says that whoever the Deny is meant for can make its conditions false by asking differently, so
// that it takes no right away: over TLS, in another region, with an encryption header.
func (s *Statement) evadable() bool {
	for i := range s.Conditions {
		if s.Conditions[i].byCaller() {
			return true
		}
	}
	return false
}

// byCaller: the caller alone decides on the key's value.
func (c *Condition) byCaller() bool {
	switch strings.ToLower(c.Key) {
	case "aws:securetransport", "s3:tlsversion":
		return true
	case "aws:requestedregion":
		op, ok := parseOperator(c.Operator)
		return ok && op.negated // the allowed regions remain
	}
	key := strings.ToLower(c.Key)
	return strings.HasPrefix(key, "s3:x-amz-server-side-encryption") || key == "s3:signatureversion" ||
		key == "s3:authtype"
}
