package secret_test

import (
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/secret"
)

// join keeps the secrets of these tests from being taken for real ones by scanners of this repository.
func join(parts ...string) string { return strings.Join(parts, "") }

func TestInValueFinds(t *testing.T) {
	for _, c := range []struct{ name, value, kind string }{
		{"ANYTHING", join("AKIA", "IOSFODNN7EXAMPLE"), "AWS access key id"},
		{"ANYTHING", join("AKIA", "Q3EGRT2YZ7WXKJ5M"), "AWS access key id"},
		{"ANYTHING", join("wJalrXUtnFEMI/K7MDENG/", "bPxRfiCYEXAMPLEKEY"), "AWS secret access key"},
		{"AWS_SECRET_ACCESS_KEY", join("wJalrXUtnFEMI/K7MDENG/", "bPxRfiCYEXAMPLEKEY"), "key"},
		{"CERT", "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n", "private key"},
		{"X", join("gh", "p_16C7e42F292c6912E7710c838347Ae178B4a"), "GitHub token"},
		{"X", join("gl", "pat-x9Zk3mQ7vT1bN5cR8wYd"), "GitLab token"},
		{"HOOK", join("https://hooks.slack.", "com/services/T0ABC1234/B0ABC1234/a1B2c3D4e5F6g7H8i9J0k1L2"), "Slack webhook"},
		{"X", join("xox", "b-123456789012-abcdefGHIJKL"), "Slack token"},
		{"X", join("sk_", "live_4eC39HqLyjWDarjtT1zdp7dc"), "Stripe key"},
		{"X", join("AI", "zaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY"), "Google API key"},
		{"X", join("SG.", "ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf09kqeF8tAmbihYzrnopKc1s5cr"), "SendGrid key"},
		{"X", join("npm", "_abcdefghijklmnopqrstuvwxyz0123456789"), "npm token"},
		{"X", join("ey", "JhbGciOiJIUzI1NiJ9.ey", "JzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"), "JSON web token"},
		{
			"WEBSITE_RUN_FROM_PACKAGE",
			join("https://orders.blob.core.windows.net/releases/orders.zip?sv=2023-11-03&sp=r&se=2030-01-01&sig", "=q3Tn0Zr8W1u%2BxY5cV9bL2mK7sD4fG6hJ0aQwErTyUi8%3D"),
			"Azure shared access signature",
		},
		{"DATABASE_URL", "postgres://app:s3cretPw@db.internal:5432/orders", "password in a URL"},
		{"CONN", "Server=db;Database=x;User Id=sa;Password=Tr0ub4dor;", "password in a connection string"},
		{"DB_PASSWORD", "hunter2!", "password"},
		{"dbPassword", "correct-horse", "password"},
		{"spring.datasource.password", "tiger", ""},
		{"PASSWORD", "12345678", "password"},
		{"STRIPE_API_KEY", "a8f5f167f44f4964e6c998dee827110c", "key"},
		{"JWT_SECRET", "my-super-secret-jwt-key", "secret"},
		{"SECRET", "supersecret", "secret"},
		{"DB_PASS", "tiger-lily", "password"},
		{"Authorization", "Basic dXNlcjpwYXNzd29yZA==", "basic credential"},
		{"HEADER", "Basic YWRtaW46dGlnZXItbGlseQ==", "basic credential"},
		{"API_KEY", "1234abcd-12ab-34cd-56ef-1234567890ab", "key"},
		{"SESSION_KEY", "9f86d081884c7d65", "key"},
		{"SESSION_TOKEN", "Zq8hJ2kLmN4pR6sT", "token"},
		{"CONFIG", `{"user": "app", "password": "s3cr3t-pw"}`, "password"},
		{"CONFIG", `{"clientSecret": "0oa9fQw7Zk1xYv"}`, "secret"},
	} {
		f, ok := secret.InValue(c.name, c.value)
		if !ok || c.kind != "" && f.Kind != c.kind {
			t.Errorf("InValue(%s, %q) = %+v, %v; want %s", c.name, c.value, f, ok, c.kind)
		}
		if len(f.Hash) != 8 || strings.Contains(c.value, f.Hash) {
			t.Errorf("InValue(%s, %q) has hash %q; want 8 hex digits", c.name, c.value, f.Hash)
		}
	}
}

func TestInValueSpares(t *testing.T) {
	for _, c := range [][2]string{
		{"DB_PASSWORD", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf"},
		{"DB_PASSWORD", "/prod/db/password"},
		{"DB_PASSWORD", "prod/db/password"},
		{"DB_PASSWORD", "orders-db-password"},
		{"DB_PASSWORD", "{{resolve:secretsmanager:db:SecretString:password}}"},
		{"DB_PASSWORD", "${ssm:/db/password}"},
		{"DB_PASSWORD", "CHANGE_ME"},
		{"HELP", "Basic authentication"},
		{"HELP", "Basic Y2hhbmdlbWU6Y2hhbmdlbWU="},
		{"DB_PASSWORD", "changeme"},
		{"DB_PASSWORD", "xxxxxxxx"},
		{"DB_PASSWORD", "<password>"},
		{"DB_PASSWORD", "true"},
		{"DB_PASSWORD", ""},
		{"DB_PASSWORD_SECRET_NAME", "Orders9xK2"},
		{"PASSWORD_LENGTH", "32"},
		{"PASSWORD_RESET_TOKEN_TTL", "3600"},
		{"MAX_TOKENS", "4096"},
		{"TOKEN_URL", "https://auth.example.com/oauth2/token"},
		{"TOKEN_ISSUER", "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123"},
		{"SECRET_NAME", "orders-db"},
		{"SECRET_ARN", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf"},
		{"SECRET", "orders-db-secret"},
		{"DB_SECRET", "prod/orders/db"},
		{"ENCRYPTION_KEY", "aws_kms_key.orders.arn"},
		{"API_KEY", "x-api-key"},
		{"API_KEY_ID", "abc123def4"},
		{"PUBLIC_KEY", "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA"},
		{"STRIPE_PUBLISHABLE_KEY", join("pk_", "live_4eC39HqLyjWDarjtT1zdp7dc")},
		{"KMS_KEY", "1234abcd-12ab-34cd-56ef-1234567890ab"},
		{"PARTITION_KEY", "customerIdentifier"},
		{"TABLE", "orders"},
		{"SESSION_KEY", "session"},
		{"ENCRYPTION_KEY", "1234abcd-12ab-34cd-56ef-1234567890ab"},
		{"FIRST_PASS", "linear"},
		{"Authorization", "Bearer ${token}"},
		{"AUTHORIZATION", "AWS_IAM"},
		{"PASSWORD_KEY", "db-password"},
		{"API_PASSWORD", "orders-db:value"},
		{"DB_PASSWORD", "DB_PASSWORD"},
		{"QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/123456789012/orders"},
		{"GIT_COMMIT", "16c7e42f292c6912e7710c838347ae178b4a0b1c"},
		{"DATABASE_URL", "postgres://app:${DB_PASSWORD}@db.internal/orders"},
		{"DATABASE_URL", "postgres://db.internal:5432/orders"},
		{"ENDPOINT", "https://api.example.com:8443/path@v2"},
		{"LOG_LEVEL", "debug"},
		{"NODE_OPTIONS", "--enable-source-maps --max-old-space-size=4096"},
		{"POWERTOOLS_SERVICE_NAME", "OrdersPasswordResetService"},
		{"LAYER", "arn:aws:lambda:eu-central-1:580247275435:layer:LambdaInsightsExtension:38"},
		{"CREDENTIALS", "orders-api-credentials"},
	} {
		if f, ok := secret.InValue(c[0], c[1]); ok {
			t.Errorf("InValue(%s, %q) = %+v; want nothing", c[0], c[1], f)
		}
	}
}

func TestInText(t *testing.T) {
	for text, want := range map[string]bool{
		`{"Parameters": {"Headers": {"Authorization": "` + join("gh", "p_16C7e42F292c6912E7710c838347Ae178B4a") + `"}}}`: true,
		`{"Password": "s3cr3t-pw"}`:                                              true,
		`{\"password\": \"s3cr3t-pw\"}`:                                          true,
		"export DB_PASSWORD=s3cr3tPw9 && ./run":                                  true,
		"/app --password s3cr3tPw9":                                              true,
		"env:\n  API_KEY: a8f5f167f44f4964e6c998dee827110c":                      true,
		`{"Password.$": "$.password"}`:                                           false,
		`{"Password": "$.password"}`:                                             false,
		`{"SecretId": "prod/orders/db"}`:                                         false,
		`{"Secret": "{% $states.input.secret %}"}`:                               false,
		`{"Comment": "Passes the token on", "StartAt": "A"}`:                     false,
		`{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke"}`:         false,
		"npm ci && npm run build":                                                false,
		`{"HeartbeatSeconds": 60, "TaskToken.$": "$$.Task.Token"}`:               false,
		`{"source": ["aws.secretsmanager"], "detail-type": ["Token Refreshed"]}`: false,
	} {
		if f, ok := secret.InText(text); ok != want {
			t.Errorf("InText(%s) = %+v, %v; want %v", text, f, ok, want)
		}
	}
}

func TestMeant(t *testing.T) {
	for value, want := range map[string]bool{"topsecret": true, "CHANGE_ME": false, "": false, "${var.key}": false} {
		if _, ok := secret.Meant(value); ok != want {
			t.Errorf("Meant(%q) = %v; want %v", value, ok, want)
		}
	}
}

func TestNamed(t *testing.T) {
	for name, want := range map[string]bool{
		"DB_PASSWORD": true, "apiKey": true, "/prod/db/password": true, "/prod/db/password/master": true, "master": false, "SECRET_ARN": false, "TABLE": false, "password-length": false,
	} {
		if got := secret.Named(name); got != want {
			t.Errorf("Named(%q) = %v; want %v", name, got, want)
		}
	}
}

func FuzzInValue(f *testing.F) {
	f.Add("DB_PASSWORD", "hunter2!")
	f.Add("X", "postgres://a:b@c")
	f.Fuzz(func(t *testing.T, name, value string) {
		if found, ok := secret.InValue(name, value); ok && (found.Kind == "" || len(found.Hash) != 8) {
			t.Errorf("InValue(%q, %q) = %+v", name, value, found)
		}
		secret.InText(value)
		secret.Meant(value)
	})
}
