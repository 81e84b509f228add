package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

func unpack(t *testing.T, data []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestActions(t *testing.T) {
	files, err := actions([]byte("# action\tlevel\tresources\n" +
		"s3:PutObject\tWrite\tobject*\ns3:ListAllMyBuckets\tList\t\nAcm:AddTags\tTagging\tcertificate*\n" +
		"iam:PassRole\tPermissions management\trole*\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := "=acm\nTAddTags\n=iam\nPPassRole\n=s3\nlListAllMyBuckets\nWPutObject\n"
	if got := unpack(t, files["actions.gz"]); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestActionsRefused(t *testing.T) {
	for _, line := range []string{"s3:PutObject\tWrite", "s3:PutObject\tWriting\t", "PutObject\tWrite\t"} {
		if _, err := actions([]byte(line + "\n")); err == nil {
			t.Errorf("%q is accepted", line)
		}
	}
}

func TestManagedPolicies(t *testing.T) {
	packed, err := squeeze([]byte(`[
		{"arn":"arn:aws:iam::aws:policy/Zeta","deprecated":true,"document":{"Statement": []}},
		{"arn":"arn:aws:iam::aws:policy/service-role/AWSLambdaX","document":{"Statement": [1]}}]`))
	if err != nil {
		t.Fatal(err)
	}
	files, err := managedPolicies(packed)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(unpack(t, files["managed-index.gz"]), "\n")
	if want := "service-role/AWSLambdaX\t-\t0\t0\t17"; lines[1] != want {
		t.Errorf("first is %q, want %q: Lambda's own come first", lines[1], want)
	}
	if last := lines[len(lines)-2]; !strings.HasPrefix(last, "Zeta\tD\t0\t") {
		t.Errorf("last is %q", last)
	}
	if text := unpack(t, files["managed.bin"]); !strings.HasPrefix(text, `{"Statement":[1]}`) {
		t.Errorf("chunk begins %.40q", text)
	}
}

func TestForeignPolicyRefused(t *testing.T) {
	packed, err := squeeze([]byte(`[{"arn":"arn:aws:iam::1:policy/P","document":{}}]`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := managedPolicies(packed); err == nil {
		t.Error("a customer's policy is accepted")
	}
}

func TestRuntimes(t *testing.T) {
	files, err := runtimes([]byte(`[{"cloud":"aws","id":"x","language":"X","version":"1","deprecated_on":"2026-01-02",
		"blocked_on":null,"source":"a\tb","note":""}]`))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := unpack(t, files["runtimes.gz"]), "aws\tx\tX\t1\t2026-01-02\t-\ta b\t\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := runtimes([]byte(`[{"deprecated_on":"soon"}]`)); err == nil {
		t.Error(`the date "soon" is accepted`)
	}
}

func TestGoogleRoles(t *testing.T) {
	packed, err := squeeze([]byte(`[
		{"name":"roles/x.b","permissions":["storage.objects.get","storage.objects.list","storage.objects.create","compute.disks.get"]},
		{"name":"roles/x.a","permissions":["run.routes.invoke","storage.objects.get","storage.objects.create"]}]`))
	if err != nil {
		t.Fatal(err)
	}
	files, err := googleRoles(packed)
	if err != nil {
		t.Fatal(err)
	}
	want := "run.routes.invoke storage.objects.create storage.objects.get\nx.a\t0-2\nx.b\t1-2\n"
	if got := unpack(t, files["google-roles.gz"]); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
