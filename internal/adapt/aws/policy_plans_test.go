package aws

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// passes runs the adapters' passes over a plan.
func passes(p *plan.Plan) *builder {
	b := newBuilder(p, &model.System{}, base.Share(Contents()))
	b.types.Make(p, b.resource)
	b.types.Link(p, b.resource)
	b.types.Finish(p, b.resource)
	return b
}

// verdicts writes all that the plan says of identities, whatever their order.
func verdicts(b *builder) []string {
	var out []string
	for _, id := range b.Sys.Identities {
		out = append(out, id.Address+" incomplete "+id.Incomplete)
		for i, p := range id.Powers {
			out = append(out, fmt.Sprint(id.Address, i, powerLine(p)))
		}
		for _, o := range b.Objects {
			for _, a := range abilities() {
				if answer := id.May(a, o); answer.Allowed != model.False() {
					out = append(out, fmt.Sprint(id.Address, " ", a, " ", o.Base().Address, " ", answer))
				}
			}
		}
	}
	sort.Strings(out)
	return out
}

// The order of a plan's resources must not show in what is found.
func TestIdentitiesInAnyOrder(t *testing.T) {
	for _, name := range []string{"iam_identities", "iam_edges", "iam_resource_policies"} {
		p, err := plan.ReadFile(context.Background(), filepath.Join("testdata", name, "plan.json"), plan.Options{Keep: keeper()})
		if err != nil {
			t.Fatal(err)
		}
		want := verdicts(passes(p))
		for seed := range uint64(5) {
			r := rand.New(rand.NewPCG(seed, 1))
			r.Shuffle(len(p.Resources), func(i, j int) {
				p.Resources[i], p.Resources[j] = p.Resources[j], p.Resources[i]
			})
			if diff := cmp.Diff(want, verdicts(passes(p))); diff != "" {
				t.Fatalf("%s, seed %d: (-first +shuffled)\n%s", name, seed, diff)
			}
		}
	}
}

// Data sources cannot contain each other in a real plan; in a hostile one they may.
func TestDocumentsThatContainEachOther(t *testing.T) {
	const document = `{"address":"data.aws_iam_policy_document.%[1]s","mode":"data","type":"aws_iam_policy_document","name":"%[1]s",
		"change":{"actions":["read"],"after":{"statement":[]},"after_unknown":{"json":true,"source_policy_documents":true}}}`
	const block = `{"address":"data.aws_iam_policy_document.%[1]s","mode":"data","type":"aws_iam_policy_document","name":"%[1]s",
		"expressions":{"source_policy_documents":{"references":["data.aws_iam_policy_document.%[2]s.json","data.aws_iam_policy_document.%[2]s"]}}}`
	text := fmt.Sprintf(`{"format_version":"1.2","resource_changes":[`+document+`,`+strings.ReplaceAll(document, "[1]", "[2]")+
		`],"configuration":{"root_module":{"resources":[`+block+`,`+
		strings.NewReplacer("[1]", "[2]", "[2]", "[1]").Replace(block)+`]}}}`, "a", "b")
	p, err := plan.Read(context.Background(), strings.NewReader(text), plan.Options{Keep: keeper()})
	if err != nil {
		t.Fatal(err)
	}
	b := passes(p)
	doc := b.rebuilt(b.at(t, "data.aws_iam_policy_document.a").Resource)
	if len(doc.Statements) != 1 || !doc.Statements[0].Unknown || !strings.Contains(doc.Statements[0].Why, "contains itself") {
		t.Errorf("got %+v, want one unknown statement that says so", doc.Statements)
	}
}

// TestPlansAtHand adapts every plan that is at hand outside of the repository: real ones, of many providers and
// Terraform versions. It says so when there are none.
func TestPlansAtHand(t *testing.T) {
	const dir = "/work/shared/plans"
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED: no plans at hand in %s", dir)
	}
	plans := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".json.gz") {
			return err
		}
		p, err := plan.ReadFile(context.Background(), path, plan.Options{Keep: keeper()})
		if err != nil {
			t.Logf("%s: %v", path, err)
			return nil
		}
		plans++
		b := passes(p)
		for _, r := range p.Resources {
			for _, attribute := range []string{"policy", "resource_policy", "access_policy", "assume_role_policy"} {
				checkPolicy(t, path, b.resource(r), attribute)
			}
		}
		return nil
	})
	if err != nil || plans == 0 {
		t.Errorf("read %d plans: %v", plans, err)
	}
}

// checkPolicy holds what is true of any policy: a grant stands somewhere in the plan, is for somebody, and a
// policy that is not known says why.
func checkPolicy(t *testing.T, path string, r resource, attribute string) {
	t.Helper()
	p := r.policy(attribute)
	if r.Attr(attribute).IsAbsent() && (len(p.grants) > 0 || p.why != "") {
		t.Errorf("%s: %s has no %s, but grants %v (%s)", path, r.Address, attribute, lines(p), p.why)
	}
	for _, g := range p.grants {
		if _, ok := r.b.Plan.Resource(g.Place.Address()); !ok {
			t.Errorf("%s: %s: %s stands nowhere", path, r.Address, line(g))
		}
		if g.Principal.Kind == model.UnknownPrincipal && g.Principal.Why == "" {
			t.Errorf("%s: %s: %s does not say why its principal is unknown", path, r.Address, line(g))
		}
	}
}

func TestTypeOf(t *testing.T) {
	for address, want := range map[string]string{
		"aws_iam_role.r":                                "aws_iam_role",
		`aws_iam_role.r["a.b"]`:                         "aws_iam_role",
		`module.a["x.y"].module.b[0].aws_iam_user.u[1]`: "aws_iam_user",
		"module.a.aws_iam_role.r":                       "aws_iam_role",
		"module.a":                                      "",
		`module.a["x`:                                   "",
		"":                                              "",
	} {
		if got := typeOf(address); got != want {
			t.Errorf("typeOf(%q) is %q, want %q", address, got, want)
		}
	}
}

func TestARNsOfPlannedResources(t *testing.T) {
	b := adapted(t, "iam_identities")
	for address, want := range map[string]string{
		"aws_sqs_queue.jobs":         "arn:aws:sqs:us-east-1:123456789012:jobs",
		"aws_s3_bucket.data":         "arn:aws:s3:::data-123456789012",
		"aws_dynamodb_table.orders":  "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
		"aws_iam_role.worker":        "arn:aws:iam::123456789012:role/worker",
		"aws_iam_user.ci":            "arn:aws:iam::123456789012:user/ci",
		"aws_iam_role_policy.worker": "",
	} {
		o, ok := b.Objects[b.at(t, address).Resource]
		if !ok {
			if want != "" {
				t.Errorf("%s is no object", address)
			}
			continue
		}
		if got := b.target(o).ARN; got != want {
			t.Errorf("%s has ARN %q, want %q", address, got, want)
		}
	}
}
