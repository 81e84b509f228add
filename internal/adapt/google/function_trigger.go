package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// For how long a failed event is tried again once retries are switched on, in seconds (Cloud Run functions documentation,
// "Retry event-driven functions").
const (
	firstGenerationAge  = 7 * 24 * 60 * 60
	secondGenerationAge = 24 * 60 * 60
)

// firstGenerationOnly reads where the code of a function of the first generation comes from.
func firstGenerationOnly(r resource, f *model.Function) {
	f.Package.InBucket, f.Package.Key = given(r.Str("source_archive_bucket")), r.Str("source_archive_object")
	url := r.Str("source_repository.0.url")
	if text, ok := url.Get(); ok && !strings.Contains(text, "/revisions/") && !strings.Contains(text, "/fixed-aliases/") {
		f.Package.Branch = url
	}
}

// secondGenerationOnly reads where the code of a function of the second generation comes from.
func secondGenerationOnly(r resource, f *model.Function) {
	const storage, repo = "build_config.0.source.0.storage_source.0.", "build_config.0.source.0.repo_source.0."
	f.Package.InBucket, f.Package.Key = given(r.Str(storage+"bucket")), r.Str(storage+"object")
	f.Package.Version = stated(r, storage+"generation")
	if model.Never(given(r.Str(repo + "commit_sha"))) {
		f.Package.Branch = nonEmpty(r.Str(repo + "branch_name"))
	}
}

// runServiceOnly reads which image the code of a service that Google builds is put on.
func runServiceOnly(r resource, f *model.Function) {
	f.Package.Base = nonEmpty(r.Str("build_config.0.base_image"))
}

// stated tells whether an argument has a value. One that the configuration gives, but that is known only after apply, is
// made of something: what may be null is decided by variables, which plans know.
func stated(r resource, path string) model.Truth {
	v := r.Str(path)
	if declared, _ := r.Declared(path); declared && !v.IsKnown() && !model.Never(v.IsSet()) {
		return model.True()
	}
	return v.IsSet()
}

// linkPackage follows the code of a function to the bucket that holds it.
func linkPackage(bucket, object string) func(resource) {
	return func(r resource) {
		f, ok := base.Own[*model.Function](r)
		if !ok {
			return
		}
		f.Code = base.Link[*model.Channel](r, bucket)
		f.Package.Hash = hashed(r, object)
	}
}

// hashed tells whether the name of a package's object is made of a hash of its content, directly or through the name of
// the object in the plan: other content then has another name.
func hashed(r resource, path string) model.Truth {
	if madeOfHash(r, path) {
		return model.True()
	}
	for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
		if o.Resource.Type == "google_storage_bucket_object" && madeOfHash(r.b.resource(o.Resource), "name") {
			return model.True()
		}
	}
	return model.False()
}

func madeOfHash(r resource, path string) bool {
	for _, ref := range r.References(path) {
		last := ref[strings.LastIndexByte(ref, '.')+1:]
		for _, hash := range []string{"md5", "sha", "base64", "crc32c", "hash"} {
			if strings.Contains(last, hash) {
				return true
			}
		}
	}
	return false
}

// firstGenerationTrigger adapts the events that start a function of the first generation.
func firstGenerationTrigger(r resource) {
	f, ok := base.Own[*model.Function](r)
	n, _ := r.Blocks("event_trigger")
	if !ok || n == 0 {
		return
	}
	const block = "event_trigger.0."
	t := functionTrigger(r, f)
	eventType, _ := r.Str(block + "event_type").Get()
	switch {
	case strings.Contains(eventType, "pubsub"):
		t.Kind, t.FilterPlace = model.Subscription, r.Place("event_trigger")
	case strings.Contains(eventType, "storage"):
		t.Kind = model.Notification
	default:
		t.Kind = model.RuleTarget
	}
	t.Source = sourceAt(r, block+"resource")
	t.ForeignSource = foreignProject(r, t.Source)
	retry := base.InBlock(r, block+"failure_policy", r.Flag(block+"failure_policy.0.retry"))
	retries(f, t, model.IsTrue(retry), r.Place(block+"failure_policy"), firstGenerationAge)
	readBy(r, t)
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}

// secondGenerationTrigger adapts the events that start a function of the second generation, which Eventarc brings.
func secondGenerationTrigger(r resource) {
	f, ok := base.Own[*model.Function](r)
	n, _ := r.Blocks("event_trigger")
	if !ok || n == 0 {
		return
	}
	const block = "event_trigger.0."
	t := functionTrigger(r, f)
	if email := r.Str(block + "service_account_email"); !model.Never(given(email)) {
		t.Identity = serviceAccountOf(r, block+"service_account_email")
	}
	filters := filters{r, block + "event_filters"}
	filters.fill(t, r.Str(block+"event_type"), block+"pubsub_topic")
	retry := r.Str(block + "retry_policy").Or("RETRY_POLICY_DO_NOT_RETRY")
	retries(f, t, model.Equals(retry, "RETRY_POLICY_RETRY"), retry.Place, secondGenerationAge)
	readBy(r, t)
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}

func functionTrigger(r resource, f *model.Function) *model.Trigger {
	return &model.Trigger{
		Head: r.Head(), Function: model.Link[*model.Function]{Place: r.Place("event_trigger"), To: []*model.Function{f}},
		Enabled: model.Known(true, r.Place("")),
	}
}

// retries notes what becomes of events on which a function fails: they are dropped at once, or tried again until they are
// of an age. Neither generation can hand them on.
func retries(f *model.Function, t *model.Trigger, on model.Truth, at model.Place, age int) {
	f.DeadLetter.Place = at
	f.EventAge = model.Known(age, at)
	on.Decide(
		func() { f.Retries = model.Known(-1, at) },
		func() { f.Retries, f.EventAge = model.Known(0, at), model.Known(0, at) },
		func(why string) { f.Retries = model.UnknownSet[int](why, at) },
	)
	t.Retries, t.MaxAge = f.Retries, f.EventAge
}
