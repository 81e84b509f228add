package secret

import (
	"regexp"
	"strings"
	"sync"
)

// holds tells whether a value can be a secret of the kind, rather than stand in for one, refer to one or describe one.
func (k kind) holds(name, value string) bool {
	v := strings.TrimSpace(value)
	switch {
	case len(v) < 4, Placeholder(v), reference(v), sentence(v):
		return false
	case k.scheme:
		return schemed(v)
	case digits(v):
		return k.number && len(v) >= 6
	case k.managed && uuid(v):
		return false
	case k.hard:
		return !pathOfNames(v) && !keyedName(v) && !namesItself(name, v) && !settingOfKind(v)
	default:
		return strong(v) && !joinedNames(v)
	}
}

// schemed tells whether a value is what a client sends to authenticate itself, such as Basic dXNlcjpwYXNz.
func schemed(v string) bool {
	const shortest = 8
	scheme, credential, ok := strings.Cut(v, " ")
	switch strings.ToLower(scheme) {
	case "basic", "bearer", "token", "apikey", "digest":
		return ok && len(credential) >= shortest && !Placeholder(credential) && !reference(credential)
	}
	return false
}

// placeholders are what people write where a value is yet to come.
var placeholders = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:` +
		`[*.x#?_-]+|change[ _-]?(?:me|it|this)?.{0,12}|replace.{0,40}|(?:to[ _-]?do|tbd|fixme)\b.{0,60}|place[ _-]?holder.{0,20}|` +
		`dummy.{0,20}|fake.{0,20}|mock.{0,20}|your?[ _-].{0,60}|my[ _-]?(?:password|secret|token|api[ _-]?key)[ _-]?here|` +
		`insert.{0,40}|fill.{0,40}|set[ _-](?:me|in|by|via|this|at|from|manually).{0,60}|add[ _-].{0,20}[ _-]here|enter[ _-].{0,40}|` +
		`.{0,40}[ _-]?goes[ _-]?here|.{0,60}[ _-]placeholder|redacted|hidden|masked|n/?a|none|null|nil|undefined|unset|not[ _-]?set|` +
		`empty|default|initial|init|bootstrap|ignored?|unused|managed[ _-].{0,60}|override.{0,20}|temp|temporary|unknown|` +
		`true|false|yes|no|on|off|enabled|disabled|required|optional|auto|automatic|generated|external|in-?line|plaintext|sensitive` +
		`)$`)
})

// references are forms of a value that name where a secret is kept, or that something else fills in.
var references = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:` +
		`arn:|[a-z][a-z0-9+.-]*://|\$|<|%[a-z0-9_]+%?$|@|#\{|` +
		`(?:ssm|secretsmanager|secrets-manager|aws-?ssm|aws-?sm|kms|vault|op|env|file|sops|secret|param|parameter|gcp-?sm|akv|ref\+?)[:(/]|` +
		`(?:data\.|(?:aws|azurerm|google|random)_[a-z_]+\.|var\.|local\.|module\.)[a-z0-9_.\[\]"*-]+$|` + // a reference of Terraform that was written as text
		`enc\[|alias/|aqica|` + // AQICA begins every ciphertext of KMS
		`[./~]|[a-z]:\\|` +
		`.*\.(?:json|ya?ml|pem|key|crt|txt|env|properties|enc|gpg|p12|pfx|jks)$` +
		`)`)
})

// Placeholder tells whether a value only stands where a secret is yet to come, or is filled in from elsewhere.
func Placeholder(value string) bool {
	v := strings.Trim(strings.TrimSpace(value), `"'`)
	for _, mark := range []string{"${", "{{", "{%", "$(", "<%"} {
		if strings.Contains(v, mark) {
			return true
		}
	}
	if strings.HasPrefix(v, "<") && strings.HasSuffix(v, ">") || strings.HasPrefix(v, "$") || strings.HasPrefix(v, "[") && strings.HasSuffix(v, "]") {
		return true
	}
	if strings.HasPrefix(v, "{") && strings.HasSuffix(v, "}") && !strings.Contains(v, ":") {
		return true
	}
	return v == "" || placeholders().MatchString(v)
}

// Reference tells whether a value says where a secret is kept instead of being one.
func Reference(value string) bool {
	v := strings.TrimSpace(value)
	return references().MatchString(v) || pathOfNames(v)
}

func reference(v string) bool { return references().MatchString(v) }

// sentence tells whether a value is prose.
func sentence(v string) bool { return strings.Count(v, " ") >= 4 }

func digits(v string) bool { return strings.Trim(v, "0123456789.,_-") == "" }

// pathOfNames tells whether a value is names joined by slashes: prod/db/password.
func pathOfNames(v string) bool {
	if !strings.Contains(v, "/") {
		return false
	}
	for _, part := range strings.Split(v, "/") {
		if !joinedNames(part) && !nameWord(part) {
			return false
		}
	}
	return true
}

// keyedName tells whether a value is a name with a key behind it, as builds refer to a part of a secret:
// orders-db:password.
func keyedName(v string) bool { return strings.Contains(v, ":") && joinedNames(v) }

// uuid tells whether a value has the form of a UUID.
func uuid(v string) bool {
	const length = 36
	if len(v) != length {
		return false
	}
	for i, c := range v {
		hex := c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash && c != '-' || !dash && !hex {
			return false
		}
	}
	return true
}

// joinedNames tells whether a value is words joined by separators, as names of resources are: orders-db-secret.
func joinedNames(v string) bool {
	parts := strings.FieldsFunc(v, func(c rune) bool { return strings.ContainsRune("-_./:", c) })
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		if !nameWord(p) {
			return false
		}
	}
	return true
}

// nameWord tells whether a part of a name is a word, a short number or a word with one behind it.
func nameWord(p string) bool {
	const longest, shortNumber = 20, 4
	if len(p) > longest {
		return false
	}
	letters := strings.TrimRight(p, "0123456789")
	if len(p)-len(letters) > shortNumber {
		return false
	}
	lower, upper, digit := has(letters)
	return !digit && (!lower || !upper || strings.ToLower(letters[1:]) == letters[1:] || camel(letters))
}

// camel tells whether a word is made of several: OrdersDb.
func camel(s string) bool {
	const shortest = 3
	all := words(s)
	return len(s)/max(len(all), 1) >= shortest
}

// namesItself tells whether a value is the name of the thing again, which is how stores' entries are called:
// DB_PASSWORD = "orders-db-password".
func namesItself(name, v string) bool {
	if !strings.ContainsAny(v, "-_./:") || !joinedNames(v) {
		return false
	}
	return strings.HasSuffix(plain(v), plain(name))
}

func plain(s string) string { return strings.Join(words(s), "") }

// settingOfKind tells whether a value says how a credential is sent rather than being one.
func settingOfKind(v string) bool {
	switch strings.ToLower(v) {
	case "x-api-key", "api-key", "apikey", "api_key", "authorization", "bearer", "basic", "header", "query", "cookie", "x-auth-token",
		"access_token", "id_token", "refresh_token", "client_secret", "password_grant", "symmetric_default", "string",
		"securestring", "object":
		return true
	}
	return false
}

// strong tells whether a value looks made to be hard to guess, or says itself that it is a secret.
func strong(v string) bool {
	const long, random = 8, 3.0
	lower, upper, digit := has(v)
	classes := 0
	for _, c := range []bool{lower, upper, digit, strings.ContainsAny(v, "!@#$%^&*+=?~")} {
		if c {
			classes++
		}
	}
	if len(v) >= long && classes >= 2 && entropy(v) >= random {
		return true
	}
	l := strings.ToLower(v)
	return len(v) >= long && strings.Contains(l, "secret") && !strings.ContainsAny(v, "-_./: ")
}
