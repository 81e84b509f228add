package secret

import (
	"slices"
	"strings"
	"unicode"
)

// kind is what a name says that its value is.
type kind struct {
	label string
	// hard kinds are values in themselves (a password, an API key). Soft ones (a secret, a token) are as often the
	// name of what holds the value, so that the value must look like one.
	hard bool
	// number is true where digits alone make a secret.
	number bool
	// scheme is true where the value begins with the way of authentication: Bearer, Basic.
	scheme bool
	// managed is true where a UUID is the id of a key in a key store.
	managed bool
}

// words splits a name at separators and where the case changes: dbPassword, DB_PASSWORD and db.password are the
// same two words.
func words(name string) []string {
	var all []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			all = append(all, strings.ToLower(string(word)))
			word = nil
		}
	}
	runes := []rune(name)
	for i, c := range runes {
		switch {
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			flush()
			continue
		case unicode.IsUpper(c) && startsWord(runes, i):
			flush()
		}
		word = append(word, c)
	}
	flush()
	return all
}

// startsWord tells whether an upper-case letter begins a word: after a lower-case one, or before one that follows
// other upper-case letters (APIKey is API and Key).
func startsWord(runes []rune, i int) bool {
	if i == 0 {
		return false
	}
	if unicode.IsLower(runes[i-1]) || unicode.IsDigit(runes[i-1]) {
		return true
	}
	return unicode.IsUpper(runes[i-1]) && i+1 < len(runes) && unicode.IsLower(runes[i+1])
}

// kindOf judges a name by its last words: SECRET_ARN is an ARN, DB_PASSWORD a password.
func kindOf(name string) (kind, bool) {
	all := words(name)
	for len(all) > 1 && neutral(all[len(all)-1]) {
		all = all[:len(all)-1]
	}
	if len(all) == 0 || slices.ContainsFunc(all, open) {
		return kind{}, false
	}
	last, before := all[len(all)-1], ""
	if plain := strings.TrimRight(last, "0123456789"); plain != "" {
		last = plain // DB_PASSWORD2
	}
	if len(all) > 1 {
		before = all[len(all)-2]
	}
	return kindOfWords(last, before)
}

func kindOfWords(last, before string) (kind, bool) {
	switch last {
	case "password", "passwd", "passphrase", "pwd", "dbpassword", "dbpass", "userpassword", "masterpassword":
		return kind{label: "password", hard: true, number: true}, true
	case "pass":
		return kind{label: "password", hard: true, number: true}, passOf(before)
	case "apikey", "secretkey", "accesskey", "privatekey", "authkey", "signingkey", "encryptionkey", "apisecret", "clientsecret",
		"apitoken", "authtoken", "accesstoken", "jwtsecret":
		return kind{label: "key", hard: true}, true
	case "key":
		hard, soft := secretKey(before)
		return kind{label: "key", hard: hard, managed: before == "encryption" || before == "signing" || before == "master"}, hard || soft
	case "secret":
		return kind{label: "secret", hard: secretOf(before)}, true
	case "token", "pat":
		return kind{label: "token", hard: tokenOf(before)}, last == "token" || before != ""
	case "authorization":
		return kind{label: "credential", scheme: true}, true
	case "credential", "credentials", "creds":
		return kind{label: "credential"}, true
	}
	return kind{}, false
}

// neutral words after the telling one do not change what the value is.
func neutral(word string) bool {
	switch word {
	case "value", "val", "string", "str", "plain", "plaintext", "text", "raw", "base64", "b64", "default", "current", "prod",
		"production", "dev", "test", "staging", "stage", "stg", "qa", "v", "1", "2", "3",
		"master", "primary", "secondary", // database/password/master, API_KEY_PRIMARY
		"base": // SECRET_KEY_BASE, of Rails
		return true
	}
	return false
}

// open words say that the value is not confidential, or about secrets rather than one.
func open(word string) bool {
	switch word {
	case "public", "pub", "publishable", "csrf", "xsrf", "next", "continuation", "page", "pagination", "max", "min", "num",
		"cancellation", "reset", "forgot", "change", "rotate", "rotation", "length", "ttl", "enable", "enabled", "disable",
		"disabled", "use", "require", "required", "allow", "has", "is", "validate", "partition", "sort", "cache", "table", "foreign":
		return true
	}
	return false
}

// secretKey tells whether a key of this kind is one that opens something: hard for certain, soft as often as it is a
// name.
func secretKey(before string) (hard, soft bool) {
	switch before {
	case "api", "access", "private", "secret", "auth", "authentication", "encryption", "signing", "hmac", "account", "master", "aes", "decryption":
		return true, false
	case "shared", "license", "licence", "service", "app", "application", "jwt", "session", "webhook", "subscription", "admin", "cipher", "crypto":
		return false, true
	}
	return false, false
}

// passOf tells a password from a pass over something.
func passOf(before string) bool {
	switch before {
	case "db", "database", "user", "admin", "root", "master", "smtp", "mail", "email", "redis", "mysql", "pg", "postgres", "mongo",
		"auth", "basic", "ftp", "sftp", "ldap", "rabbitmq", "app":
		return true
	}
	return false
}

// secretOf tells whether a secret of this kind is a value, not a thing in a store.
func secretOf(before string) bool {
	switch before {
	case "jwt", "client", "webhook", "signing", "app", "application", "shared", "hmac", "session", "cookie", "api", "auth", "oauth",
		"consumer", "token", "user", "hash", "encryption", "nextauth", "access":
		return true
	}
	return false
}

// tokenOf tells whether a token of this kind is a value that opens something.
func tokenOf(before string) bool {
	switch before {
	case "auth", "access", "api", "bearer", "refresh", "bot", "github", "gitlab", "slack", "git", "oauth", "personal", "service",
		"admin", "npm", "verification", "webhook", "app", "deploy", "secret", "security", "hf", "vault", "datadog", "sentry",
		"telegram", "jira", "cloudflare", "discord", "user", "master", "root":
		return true
	}
	return false
}
