package model

// Title is the cloud's name in messages: "AWS", "Azure", "Google Cloud".
func (c Cloud) Title() string {
	switch c {
	case Azure:
		return "Azure"
	case Google:
		return "Google Cloud"
	default:
		return "AWS"
	}
}

// Boundary is what the cloud keeps customers apart by, in messages: "AWS account", "Azure tenant", "Google Cloud
// project".
func (c Cloud) Boundary() string {
	switch c {
	case Azure:
		return "Azure tenant"
	case Google:
		return "Google Cloud project"
	default:
		return "AWS account"
	}
}

// Realm is what an administrator has all of, in messages: "account", "subscription", "project".
func (c Cloud) Realm() string {
	switch c {
	case Azure:
		return "subscription"
	case Google:
		return "project"
	default:
		return "account"
	}
}

// Identity is the cloud's word for what a function acts as: "role", "identity", "service account".
func (c Cloud) Identity() string {
	switch c {
	case Azure:
		return "identity"
	case Google:
		return "service account"
	default:
		return "role"
	}
}

// Identities is the plural of Identity.
func (c Cloud) Identities() string {
	if c == Azure {
		return "identities"
	}
	return c.Identity() + "s"
}

// Clouds gives every cloud, in the order of reports and documentation.
func Clouds() []Cloud { return []Cloud{AWS, Azure, Google} }
