package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// schedulerJob adapts what google_cloud_scheduler_job sends.
func schedulerJob(r resource) {
	for _, path := range []string{"http_target.0.body", "app_engine_http_target.0.body", "pubsub_target.0.data"} {
		encodedText(r, path)
	}
	mapTexts(r, "http_target.0.headers", "scheduled job header")
	mapTexts(r, "app_engine_http_target.0.headers", "scheduled job header")
	mapTexts(r, "pubsub_target.0.attributes", "message attribute")
}

// schedulerLinks adapts google_cloud_scheduler_job. Only the clock starts it. It does not try again unless told to (Cloud
// Scheduler API, RetryConfig).
func schedulerLinks(r resource) {
	t := &model.Trigger{
		Head: r.Head(), Kind: model.Timer, Source: fromNowhere(r.Place("schedule")), FilterPlace: r.Place("schedule"),
		Filtered: model.True(), NamesSource: model.True(), Push: true,
		Retries: base.InBlock(r, "retry_config", r.Num("retry_config.0.retry_count")).Or(0),
		Enabled: model.Map(r.Flag("paused").Or(false), func(paused bool) bool { return !paused }),
	}
	if n, _ := r.Blocks("http_target"); n > 0 {
		d := delivery(r, model.JobDelivery, "http_target.0.uri", proven(r, "http_target.0"))
		t.Function, t.Identity = d.Function, tokenAccount(r, "http_target.0")
		t.Workload = base.Link[*model.Workload](r, "http_target.0.uri")
		actsAs(r, model.Schedule, t.Identity)
	}
	if n, _ := r.Blocks("pubsub_target"); n > 0 {
		t.Channel = sourceAt(r, "pubsub_target.0.topic_name")
	}
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}

// taskQueue adapts google_cloud_tasks_queue.
func taskQueue(r resource) {
	c := addChannel(r, model.Queue, r.Head())
	region, project, name := r.Attr("location").Text(), r.Attr("project").Text(), r.Attr("name").Text()
	if !c.ID.IsKnown() && region != "" && project != "" && name != "" {
		c.ID = model.Known("projects/"+project+"/locations/"+region+"/queues/"+name, r.Place("name"))
	}
	c.Tries = base.InBlock(r, "retry_config", r.Num("retry_config.0.max_attempts")).Or(taskAttempts)
	if !model.Certainly(model.Equals(endless(taskAge(r)), model.NoLimit)) && model.Certainly(model.Equals(c.Tries, model.NoLimit)) {
		c.Tries = model.NotSet[int](c.Tries.Place) // it ends by time
	}
	n, _ := r.Blocks("http_target.0.header_overrides")
	for i := range n {
		path := "http_target.0.header_overrides." + base.Itoa(i) + ".header.0."
		textOf(r, "task header", base.NamedValue(r.View, r.Attr(path+"key").Text(), path+"value"))
	}
}

// taskAttempts is how often a queue hands out a task unless told otherwise (Cloud Tasks API, RetryConfig).
const taskAttempts = 100

// taskAge is for how long a queue hands out a task that fails, in seconds; 0 for ever.
func taskAge(r resource) model.Value[int] {
	return seconds(base.InBlock(r, "retry_config", r.Str("retry_config.0.max_retry_duration"))).Or(0)
}

// taskLinks brings the tasks of a queue to the address that it sends all of them to. Where it has none, each task names one
// by itself.
func taskLinks(r resource) {
	queue, ok := base.Own[*model.Channel](r)
	if n, _ := r.Blocks("http_target"); n == 0 || !ok {
		return
	}
	t := &model.Trigger{
		Head: r.Head(), Kind: model.Mapping, Enabled: model.Known(true, r.Place("")), Push: true, Filtered: model.True(),
		Source:      model.Link[*model.Channel]{Place: r.Place(""), To: []*model.Channel{queue}},
		Retries:     base.InBlock(r, "retry_config", r.Num("retry_config.0.max_attempts")).Or(taskAttempts),
		MaxAge:      endless(taskAge(r)),
		Concurrency: base.InBlock(r, "rate_limits", r.Num("rate_limits.0.max_concurrent_dispatches")),
		Identity:    tokenAccount(r, "http_target.0"),
	}
	const host = "http_target.0.uri_override.0.host"
	if !model.Never(given(r.Str(host))) {
		d := delivery(r, model.TaskDelivery, host, proven(r, "http_target.0"))
		d.Plain = model.Equals(r.Str("http_target.0.uri_override.0.scheme").Or("HTTPS"), "HTTP")
		d.Place = r.Place("http_target.0.uri_override.0.scheme")
		t.Function = d.Function
	}
	actsAs(r, model.Schedule, t.Identity)
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}

// endless reads a limit of time of which 0, the default, means none.
func endless(v model.Value[int]) model.Value[int] {
	return model.Map(v.Or(0), func(n int) int {
		if n == 0 {
			return -1
		}
		return n
	})
}
