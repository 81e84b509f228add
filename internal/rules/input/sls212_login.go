package input

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// checkLogin judges the login that a web host asks for before requests reach what it serves.
func checkLogin(s *model.Site, r *rule.Reporter) {
	l := s.Login
	if model.Never(l.On) {
		return
	}
	r.FailIf(l.On.And(model.IsFalse(l.HTTPSOnly), model.IsFalse(s.HTTPSOnly)), l.HTTPSOnly.Place,
		"The login of %s %q works by plain HTTP: whoever is on the way takes over the session.", s.Kind, s.Label()).
		Remedy("require_https = true")
	r.FailIf(l.On.And(model.IsFalse(l.Nonce)), l.Nonce.Place,
		"A login to %s %q that somebody has listened to can be used once more.", s.Kind, s.Label()).
		As(rule.Medium).Remedy("login {\n  validate_nonce = true\n}")
	r.FailIf(l.On.And(l.OldRuntime), l.Runtime, "The login of %s %q stays at one version, and gets no fixes.", s.Kind, s.Label()).
		As(rule.Low).Remedy(`runtime_version = "~1"`)
	r.FailIf(l.On.And(l.Open.Match(anyBroad)), l.Open.Place, "%s leaves most of %s %q without a login.", listed(l.Open), s.Kind, s.Label()).
		Remedy("# leave out single paths only")
	for _, p := range l.Providers {
		checkProvider(s, p, r)
	}
}

// checkProvider judges whose tokens a login takes.
func checkProvider(s *model.Site, p model.LoginProvider, r *rule.Reporter) {
	plain := p.Issuer.Match(func(issuer string) bool { return strings.HasPrefix(strings.ToLower(issuer), "http://") })
	r.FailIf(s.Login.On.And(plain), p.Issuer.Place,
		"Whoever is on the way to the issuer of %s %q can put in keys of their own: its address is not https.", s.Kind, s.Label()).
		Remedy("# the same address with https")
}

// anyBroad tells whether one of the paths that need no login stands for a whole tree.
func anyBroad(paths []string) bool { return slices.ContainsFunc(paths, broad) }

func broad(path string) bool {
	switch strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(path, "*"), "/")) {
	case "", "/api":
		return path != "" && (strings.HasSuffix(path, "*") || path == "/")
	default:
		return false
	}
}

// listed names the broad ones of some paths.
func listed(paths model.Value[[]string]) string {
	all, _ := paths.Get()
	for _, p := range all {
		if broad(p) {
			return "The exception for " + p
		}
	}
	return "An exception"
}
