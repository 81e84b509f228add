package integrity

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// writableSharedFilesystem finds file systems on which one function can change what others run or rely on.
func writableSharedFilesystem() rule.Rule {
	return rule.Rule{
		ID: "SLS313", Name: "writable-shared-filesystem",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "A shared file system is open to more than its functions need",
		Why: "Whoever takes over one client of the file system writes files as root, or as anybody: libraries and models that other " +
			"functions load become the attacker's code, and survive every new deployment.",
		Remedy: map[model.Cloud]string{
			model.AWS: "posix_user {\n  uid = 1001\n  gid = 1001\n}\nroot_directory {\n  path = \"/orders\"\n}",
			model.Azure: "# read and write with the app's identity through the storage API instead of a mount:\n" +
				"# remove the storage_account block",
			model.Google: "gcs {\n  bucket    = google_storage_bucket.models.name\n  read_only = true\n}",
		},
		Unknown: "The user or the directory of the access point is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html",
			"https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
			"https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html",
			"https://learn.microsoft.com/azure/azure-functions/storage-considerations",
			"https://cloud.google.com/run/docs/configuring/services/cloud-storage-volume-mounts",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017"}, CSA: []string{"SAS-12"}, CWE: []int{250, 732},
			FSBP: []string{"EFS.3", "EFS.4"}, NIST: []string{"AC-6"},
		},
		Covers: []string{"fsbp:EFS.3", "fsbp:EFS.4"},
		Check: rule.Join(
			rule.ForEach(model.AccessPoints, checkAccessPoint),
			rule.ForEach(filesystems, checkFilesystem),
			rule.ForEach(model.Sites, checkMounts),
			checkSharedBuckets,
		),
	}
}

// checkAccessPoint asks of doors that functions come in by for a user and a directory. Of others, one that has neither
// is no more than an address.
func checkAccessPoint(p *model.AccessPoint, r *rule.Reporter) {
	root := model.Equals(p.User, 0).Or(model.Equals(p.Group, 0))
	hopUsers(r.FailIf(root, p.User.Place, "Everything that comes in by access point %q acts as root.", p.Label()), p)
	free, whole := p.User.IsSet().And(p.Group.IsSet()).Not(), model.Equals(p.Root, "/")
	hopUsers(r.FailIf(free.And(whole), p.User.Place, "Access point %q lets clients act as any user, anywhere in the file system.", p.Label()), p)
	if len(p.Users) == 0 {
		return
	}
	hopUsers(r.FailIf(free.And(whole.Not()), p.User.Place, "Access point %q lets clients act as any user they like.", p.Label()), p)
	hopUsers(r.FailIf(whole.And(free.Not()), p.Root.Place, "Access point %q opens the whole file system.", p.Label()).As(rule.Low), p)
	checkSharing(p, r)
}

// checkSharing asks whether what the public can reach and what it can't write to the same files.
func checkSharing(p *model.AccessPoint, r *rule.Reporter) {
	var open, inner *model.Function
	for _, f := range p.Users {
		if reachable(f) {
			open = f
		} else if len(f.Endpoints) == 0 {
			inner = f
		}
	}
	if open == nil || inner == nil {
		return
	}
	r.FailIf(model.True(), p.Place(), "Function %q, which the internet can reach, shares access point %q with function %q, which it can't.",
		open.Label(), p.Label(), inner.Label()).As(rule.Low).
		Remedy("# an access point for each function, with a directory of its own").
		Hop(open.Place(), "answers requests from the internet").Hop(inner.Place(), "has no endpoint, but works on the same files")
}

// reachable tells functions with an endpoint that is certainly open to the internet.
func reachable(f *model.Function) bool {
	for _, e := range f.Endpoints {
		if isFalse(e.Private) && isTrue(model.Equals(e.Auth, model.NoAuth)) {
			return true
		}
	}
	return false
}

func hopUsers(v *rule.Verdict, p *model.AccessPoint) {
	const most = 3
	for _, f := range p.Users[:min(len(p.Users), most)] {
		v.Hop(f.At("file_system_config"), "function %q comes in by it", f.Label())
	}
	if v != nil && len(p.Users) == 0 {
		v.In(rule.Strict) // nothing serverless of this plan uses it
	}
}

func filesystems(s *model.System) []*model.Encrypted {
	var all []*model.Encrypted
	for _, e := range s.Encrypted {
		if e.Kind == "file system" && !e.InTransit && e.Serverless {
			all = append(all, e)
		}
	}
	return all
}

// checkFilesystem asks for a policy that keeps clients without TLS out. Without one, whoever reaches the network of the
// file system may mount it.
func checkFilesystem(e *model.Encrypted, r *rule.Reporter) {
	plain := e.TLSOnly.Not()
	if e.PolicyWhy != "" {
		plain = plain.And(model.Undecided(e.PolicyWhy))
	}
	r.FailIf(plain, e.Place(), "File system %q takes clients from its network without TLS, and knows them by nothing.", e.Label()).
		As(rule.Low).In(rule.Strict).
		Remedy("# aws_efs_file_system_policy: deny what comes without TLS\ncondition {\n  test     = \"Bool\"\n  variable = \"aws:SecureTransport\"\n  values   = [\"false\"]\n}")
}

// checkMounts judges shares that functions mount with the key of a storage account: the key opens all that the account
// holds, and who uses it can't be told.
func checkMounts(s *model.Site, r *rule.Reporter) {
	if s.Function == nil {
		return
	}
	r.Pass()
	for _, m := range s.Mounts {
		r.FailIf(m.Key.IsSet().And(m.ReadOnly.Not()), m.Place,
			"Whoever has the storage account's key can change the files that function %q mounts.", s.Label())
	}
}

// checkSharedBuckets judges buckets that several functions have in their file systems, where one of them may write.
func checkSharedBuckets(s *model.System) []rule.Judgement {
	users := map[*model.Channel][]*model.Function{}
	for _, f := range functions(s) {
		for _, m := range f.Mounts {
			if bucket, ok := m.Account.One(); ok {
				users[bucket] = append(users[bucket], f)
			}
		}
	}
	return rule.ForEach(functions, func(f *model.Function, r *rule.Reporter) { checkBucketMounts(f, users, r) })(s)
}

func checkBucketMounts(f *model.Function, users map[*model.Channel][]*model.Function, r *rule.Reporter) {
	for _, m := range f.Mounts {
		r.Pass()
		bucket, ok := m.Account.One()
		if !ok {
			continue
		}
		for _, other := range users[bucket] {
			if other != f {
				r.FailIf(m.ReadOnly.Not(), m.Place, "Function %q can change the files in bucket %q that function %q works on.", f.Label(), bucket.Label(), other.Label()).
					Remedy("read_only = true").Hop(other.Place(), "function %q has the bucket in its file system, too", other.Label())
				break
			}
		}
	}
}
