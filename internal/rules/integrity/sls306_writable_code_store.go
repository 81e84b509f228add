package integrity

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// writableCodeStore finds buckets and repositories from which functions are deployed, and to which others may write.
func writableCodeStore() rule.Rule {
	return rule.Rule{
		ID: "SLS306", Name: "writable-code-store",
		Severity: rule.High, Profile: rule.Essential,
		Title: "The function's code lies where others can replace it",
		Why: "Whoever writes to the place that a function is deployed from decides what it does: a flaw in one function that " +
			"may write there becomes code in all that are deployed from it, with their permissions.",
		Remedy: map[model.Cloud]string{
			model.AWS: "# keep code in a bucket of its own, to which only the deployment writes:\n" +
				"s3_bucket = aws_s3_bucket.releases.id",
			model.Azure: "# keep packages in a storage account of their own, to which only the deployment writes:\n" +
				"scope                = azurerm_storage_container.orders.id # not the one of the packages\n" +
				"role_definition_name = \"Storage Blob Data Contributor\"",
			model.Google: "member = google_service_account.deploy.member # the only one that writes to the bucket with the code",
		},
		Unknown: "The policy of the bucket or repository depends on a value that is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html",
			"https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
			"https://learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package",
			"https://cloud.google.com/storage/docs/access-control/making-data-public",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017", "A6:2017"}, CSA: []string{"SAS-3", "SAS-4"}, CWE: []int{494, 732}, NIST: []string{"AC-6", "CM-5", "SI-7"},
		},
		Check: rule.ForEachIn(codeStores, checkCodeStore),
	}
}

// codeStores gives the buckets and repositories that functions of the plan are deployed from.
func codeStores(s *model.System) []*model.Channel {
	var stores []*model.Channel
	seen := map[*model.Channel]bool{}
	for _, f := range functions(s) {
		for _, c := range f.Code.To {
			if !seen[c] && (c.Kind == model.Bucket || c.Kind == model.Registry) {
				seen[c] = true
				stores = append(stores, c)
			}
		}
	}
	return stores
}

func checkCodeStore(c *model.Channel, s *model.System, r *rule.Reporter) {
	r.Pass()
	deployed := deployedFrom(c)
	for _, g := range c.Grants {
		if g.Can(model.Publish) {
			open := g.Principal.Is(model.Anyone, model.AnyAccount).And(g.Pinned().Not(), g.Certain, c.PublicPoliciesOff.Not())
			hopDeployed(r.FailIf(open, g.Place, "Anyone can replace the code of %s: the policy of %s %q lets everybody write.",
				rule.NameFunctions(deployed), c.Kind, c.Label()).ByGrant(g, "deploy").RemedyOn(model.AWS, "principals {\n  type        = \"AWS\"\n  identifiers = [aws_iam_role.deploy.arn]\n}"), deployed)
		}
	}
	if c.PolicyWhy != "" {
		hopDeployed(r.FailIf(model.Undecided(c.PolicyWhy).And(c.PublicPoliciesOff.Not()), c.Policy,
			"The policy of %s %q may let others replace the code of %s.", c.Kind, c.Label(), rule.NameFunctions(deployed)), deployed)
	}
	if c.Kind == model.Bucket {
		writes := c.PublicACL.Match(func(acl string) bool { return acl == "public-read-write" }).And(c.PublicACLsOff.Not())
		hopDeployed(r.FailIf(writes, c.PublicACL.Place, "Anyone can replace the code of %s: the ACL of bucket %q lets everybody write.",
			rule.NameFunctions(deployed), c.Label()).RemedyOn(model.AWS, `acl = "private"`).
			RemedyOn(model.Google, "uniform_bucket_level_access = true # of the bucket"), deployed)
	}
	for _, w := range s.Writers(c) {
		checkCodeWriter(c, w, deployed, r)
	}
}

// checkCodeWriter asks whether a function may replace a package, and not only other objects of its bucket.
func checkCodeWriter(c *model.Channel, w model.Writer, deployed []*model.Function, r *rule.Reporter) {
	id, ok := w.Function.Identity.One()
	if !ok || c.Cloud == model.Google && administers(id) {
		return
	}
	for _, f := range deployed {
		answer := w.Answer
		if key, known := f.Package.Key.Get(); known && c.Kind == model.Bucket {
			answer = id.May(model.Publish, &model.KeyRange{Channel: c, Pattern: key})
		}
		if isFalse(answer.Allowed) {
			continue
		}
		what := "the code of " + rule.NameFunctions([]*model.Function{f})
		if f == w.Function {
			what = "its own code"
		}
		r.FailIf(answer.Allowed, answer.Place, "Function %q can replace %s: it may write to %s %q.", w.Function.Label(), what, c.Noun(), c.Label()).
			Hop(answer.Place, "%s", answer.Note).
			Hop(w.Function.Identity.Place, "function %q runs as %s", w.Function.Label(), id.Label()).
			Hop(f.Code.Place, "function %q is deployed from %s %q", f.Label(), c.Noun(), c.Label())
		return
	}
}

// administers tells identities that may do everything, code included: SLS105 is about them.
func administers(id *model.Identity) bool {
	return slices.ContainsFunc(id.Powers, func(p *model.Power) bool { return p.Kind == model.Admin && model.Certainly(p.Certain) })
}

func deployedFrom(c *model.Channel) []*model.Function {
	var fs []*model.Function
	for _, o := range c.UsedBy {
		f, ok := o.(*model.Function)
		if !ok || f.Outside {
			continue
		}
		for _, to := range f.Code.To {
			if to == c {
				fs = append(fs, f)
				break
			}
		}
	}
	return unique(fs)
}

func unique(fs []*model.Function) []*model.Function {
	seen := map[*model.Function]bool{}
	var kept []*model.Function
	for _, f := range fs {
		if !seen[f] {
			seen[f] = true
			kept = append(kept, f)
		}
	}
	return kept
}

func hopDeployed(v *rule.Verdict, fs []*model.Function) {
	const most = 3
	for _, f := range fs[:min(len(fs), most)] {
		v.Hop(f.Code.Place, "function %q is deployed from there", f.Label())
	}
}
