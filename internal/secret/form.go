package secret

import (
	"encoding/base64"
	"math"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// form is how a kind of secret looks. The first group of its expression, if it has one, is the secret itself.
type form struct {
	kind string
	re   *regexp.Regexp
	// hint is a part that every such secret has, in any case of letters: a cheap test before the expression.
	hint string
}

// formTexts lists what vendors document of their secrets' form; each has a prefix or a frame that nothing else has.
// Sources: https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
// and the vendors' own pages.
func formTexts() [][3]string {
	return [][3]string{
		{"private key", "private key", `-----BEGIN [A-Z ]{0,20}PRIVATE KEY(?: BLOCK)?-----`},
		{"AWS access key id", "a", `\b((?:AKIA|ASIA)[A-Z2-7]{16})\b`},
		{"AWS access key id", "example", `\b((?:AKIA|ASIA)[A-Z0-9]{9}EXAMPLE)\b`},
		{"AWS secret access key", "aws", `(?i)aws_?(?:secret|sec)?_?(?:access)?_?key["'\s]*[:=]["'\s]*([A-Za-z0-9/+]{40})\b`},
		{"GitHub token", "gh", `\b(gh[pousr]_[A-Za-z0-9]{36,255})\b`},
		{"GitHub token", "github_pat_", `\b(github_pat_[A-Za-z0-9_]{50,255})\b`},
		{"GitLab token", "gl", `\b(gl(?:pat|dt|rt|ptt|cbt|agent|soat|ft)-[A-Za-z0-9_-]{20,255})`},
		{"Slack token", "xox", `\b(xox[abeoprs]-[A-Za-z0-9-]{10,255})`},
		{"Slack token", "xapp-", `\b(xapp-\d-[A-Za-z0-9-]{20,255})`},
		{"Slack webhook", "hooks.slack.com", `https://hooks\.slack\.com/(?:services|workflows|triggers)/([A-Za-z0-9]+/[A-Za-z0-9]+/[A-Za-z0-9/]{12,})`},
		{"Discord webhook", "discord", `https://discord(?:app)?\.com/api/webhooks/(\d{6,}/[A-Za-z0-9_-]{20,})`},
		{"Teams webhook", "webhook", `https://[a-z0-9.-]+\.webhook\.office\.com/webhookb2/([A-Za-z0-9@-]{30,}/IncomingWebhook/[A-Za-z0-9/-]{30,})`},
		{"Stripe key", "k_", `\b([rs]k_(?:live|test)_[A-Za-z0-9]{16,255})\b`},
		{"Stripe webhook secret", "whsec_", `\b(whsec_[A-Za-z0-9+/=]{24,255})`},
		{"Google API key", "aiza", `\b(AIza[0-9A-Za-z_-]{35})(?:[^0-9A-Za-z_-]|$)`},
		{"Google OAuth secret", "gocspx-", `\b(GOCSPX-[A-Za-z0-9_-]{20,})`},
		{"Google OAuth token", "ya29.", `\b(ya29\.[A-Za-z0-9_-]{20,})`},
		{"SendGrid key", "sg.", `\b(SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64})`},
		{"npm token", "npm_", `\b(npm_[A-Za-z0-9]{36})\b`},
		{"PyPI token", "pypi-", `\b(pypi-AgE[A-Za-z0-9_-]{40,})`},
		{"Twilio key", "sk", `\b(SK[0-9a-f]{32})\b`},
		{"Mailgun key", "key-", `\b(key-[0-9a-f]{32})\b`},
		{"Mailchimp key", "-us", `\b([0-9a-f]{32}-us\d{1,2})\b`},
		{"OpenAI key", "t3blbkfj", `\b(sk-[A-Za-z0-9_-]{10,}T3BlbkFJ[A-Za-z0-9_-]{10,})`},
		{"OpenAI key", "sk-", `\b(sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{30,})`},
		{"Anthropic key", "sk-ant-", `\b(sk-ant-[A-Za-z0-9_-]{20,})`},
		{"Hugging Face token", "hf_", `\b(hf_[A-Za-z0-9]{34})\b`},
		{"New Relic key", "nra", `\b(NRAK-[A-Z0-9]{27})\b`},
		{"New Relic key", "nral", `\b([0-9a-f]{36}NRAL)\b`},
		{"DigitalOcean token", "_v1_", `\b(do[opr]_v1_[a-f0-9]{64})\b`},
		{"Shopify token", "shp", `\b(shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})\b`},
		{"Square token", "sq0", `\b(sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,43})`},
		{"Databricks token", "dapi", `\b(dapi[a-f0-9]{32})\b`},
		{"Vault token", "hv", `\b(hv[sb]\.[A-Za-z0-9_-]{24,})`},
		{"Terraform token", ".atlasv1.", `\b([A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,})`},
		{"Telegram token", ":aa", `\b(\d{8,10}:AA[A-Za-z0-9_-]{33})(?:[^A-Za-z0-9_-]|$)`},
		{"Docker token", "dckr_pat_", `\b(dckr_pat_[A-Za-z0-9_-]{27})`},
		{"Grafana token", "gl", `\b(gl(?:sa|c)_[A-Za-z0-9+/_=]{32,})`},
		{"Atlassian token", "atatt3", `\b(ATATT3[A-Za-z0-9_=-]{50,})`},
		{"Linear key", "lin_api_", `\b(lin_api_[A-Za-z0-9]{40})\b`},
		{"Postman key", "pmak-", `\b(PMAK-[a-f0-9]{24}-[a-f0-9]{34})\b`},
		{"AppSync API key", "da2-", `\b(da2-[a-z0-9]{26})\b`},
		{"age key", "age-secret-key-1", `\b(AGE-SECRET-KEY-1[A-Z0-9]{58})\b`},
		{"Azure storage key", "accountkey=", `(?i)AccountKey=([A-Za-z0-9+/]{60,}={0,2})`},
		{"Azure access key", "sharedaccesskey=", `(?i)SharedAccessKey=([A-Za-z0-9+/]{40,}={0,2})`},
		{"Azure shared access signature", "sig=", `(?i)[?&;]sig=([A-Za-z0-9%/+]{40,}={0,2})`},
		{"JSON web token", "eyj", `\b(eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{16,})`},
		{"basic credential", "basic ", `\b(?i:basic)\s+([A-Za-z0-9+/]{8,}={0,2})`},
		{"password in a URL", "://", `(?i)\b[a-z][a-z0-9+.-]*://[^\s/:@"'<>{}$]*:([^\s/@"']{2,})@(?:[^\s"']|$)`},
		{"password in a connection string", "=", `(?i)(?:^|[;,\s"'?&])(?:password|passwd|pwd)\s*=\s*([^;,\s"'&]{3,})`},
	}
}

var forms = sync.OnceValue(func() []form {
	texts := formTexts()
	all := make([]form, 0, len(texts))
	for _, t := range texts {
		all = append(all, form{kind: t[0], hint: t[1], re: regexp.MustCompile(t[2])})
	}
	return all
})

// byForm finds the first secret of a known form.
func byForm(text string) (Found, bool) {
	lower := strings.ToLower(text)
	for _, f := range forms() {
		if !strings.Contains(lower, f.hint) {
			continue
		}
		for _, m := range f.re.FindAllStringSubmatchIndex(text, -1) {
			if s, ok := f.accept(text, m); ok {
				return found(f.kind, s), true
			}
		}
	}
	return Found{}, false
}

// accept gives the secret of a match, unless it only stands in for one.
func (f form) accept(text string, m []int) (string, bool) {
	s := text[m[0]:m[1]]
	if len(m) > 3 && m[2] >= 0 {
		s = text[m[2]:m[3]]
	}
	switch f.kind {
	case "password in a URL":
		return s, !Placeholder(s) && !ownMachine(text[m[3]:])
	case "password in a connection string":
		return s, connection(text) && !Placeholder(s)
	case "basic credential":
		return s, userAndPassword(s)
	case "private key":
		return text, !strings.Contains(text[m[1]:], "...")
	default:
		return s, !monotonous(s)
	}
}

// userAndPassword tells whether a text is what HTTP's Basic scheme sends: USER:PASSWORD in base64 (RFC 7617).
func userAndPassword(s string) bool {
	text, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return false
	}
	user, password, ok := strings.Cut(string(text), ":")
	return ok && user != "" && len(password) > 1 && !Placeholder(password) && utf8.Valid(text)
}

// connection tells whether a text is a connection string: a password alone could be an option's name.
func connection(text string) bool {
	lower := strings.ReplaceAll(strings.ToLower(text), " ", "")
	for _, key := range []string{"server=", "datasource=", "host=", "userid=", "uid=", "user=", "username=", "initialcatalog=", "dbname=", "endpoint="} {
		if strings.Contains(lower, key) {
			return true
		}
	}
	return false
}

// ownMachine tells whether what follows a URL's password names the machine itself, as examples do.
func ownMachine(rest string) bool {
	host := strings.TrimPrefix(rest, "@")
	return strings.HasPrefix(host, "localhost") || strings.HasPrefix(host, "127.0.0.1")
}

// monotonous tells whether a text is made of very few characters: xoxb-xxxxxxxxxxxx, ghp_000000.
func monotonous(s string) bool {
	body := s
	if i := strings.LastIndexAny(s[:min(len(s), 12)], "-_."); i >= 0 {
		body = s[i+1:]
	}
	return len(body) >= 8 && entropy(body) < 1.5
}

// bareSecretKey recognises an AWS secret access key without a telling name: 40 characters of base64, in which
// everything occurs.
func bareSecretKey(s string) (Found, bool) {
	const length, least = 40, 4.4 // bits a character; hashes in hex have at most 4, names rarely more
	if len(s) != length || entropy(s) < least || !base64Text(s) {
		return Found{}, false
	}
	lower, upper, digit := has(s)
	if !lower || !upper || !digit {
		return Found{}, false
	}
	return found("AWS secret access key", s), true
}

func base64Text(s string) bool {
	for _, c := range s {
		if !letterOrDigit(c) && c != '/' && c != '+' {
			return false
		}
	}
	return true
}

func letterOrDigit(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// has tells which classes of characters occur.
func has(s string) (lower, upper, digit bool) {
	for _, c := range s {
		lower = lower || c >= 'a' && c <= 'z'
		upper = upper || c >= 'A' && c <= 'Z'
		digit = digit || c >= '0' && c <= '9'
	}
	return lower, upper, digit
}

// entropy is Shannon's, in bits a byte.
func entropy(s string) float64 {
	var counts [256]int
	for i := range len(s) {
		counts[s[i]]++
	}
	bits := 0.0
	for _, n := range counts {
		if n > 0 {
			p := float64(n) / float64(len(s))
			bits -= p * math.Log2(p)
		}
	}
	return bits
}
