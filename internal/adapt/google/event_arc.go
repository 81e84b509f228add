package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// eventarcTrigger adapts google_eventarc_trigger.
func eventarcTrigger(r resource) {
	t := &model.Trigger{
		Head: r.Head(), Enabled: model.Known(true, r.Place("")), Identity: serviceAccountOf(r, "service_account"),
		// What Eventarc brings, it brings again until it is a day old (Eventarc documentation, "Retry events").
		Push: true, Retries: model.Known(-1, r.Place("")), MaxAge: model.Known(secondGenerationAge, r.Place("")),
	}
	filters := filters{r, "matching_criteria"}
	typ := model.NotSet[string](r.Place("matching_criteria"))
	if path, ok := filters.of("type"); ok {
		typ = r.Str(path)
	}
	filters.fill(t, typ, "transport.0.pubsub.0.topic")
	if channel := base.Link[*model.Channel](r, "channel"); !model.Never(given(channel.Text)) {
		t.Source, t.Kind = channel, model.RuleTarget
	}
	destination(t, r)
	actsAs(r, model.EventRule, t.Identity)
	readBy(r, t)
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}

// destination points a trigger at what Eventarc starts: a service by its name, a workflow, an address.
func destination(t *model.Trigger, r resource) {
	const block = "destination.0."
	if n, _ := r.Blocks(block + "cloud_run_service"); n > 0 {
		t.Function = functionAt(r, block+"cloud_run_service.0.service")
	}
	if workflow := r.Str(block + "workflow"); !model.Never(given(workflow)) {
		t.Workload = base.Link[*model.Workload](r, block+"workflow")
	}
	if n, _ := r.Blocks(block + "http_endpoint"); n > 0 {
		// Requests carry a token of the trigger's account (Eventarc documentation, "Route events to an internal HTTP endpoint").
		d := delivery(r, model.PushDelivery, block+"http_endpoint.0.uri", t.Identity.IsSet())
		d.Private, t.Function = model.True(), d.Function
	}
}

// eventBus adapts the buses of Eventarc: google_eventarc_message_bus, and google_eventarc_channel for partners' events.
func eventBus(r resource) {
	head := r.Head()
	if id := r.Str("message_bus_id"); !model.Never(id.IsSet()) {
		head.Name = id
	}
	c := addChannel(r, model.Bus, head)
	if r.Type == "google_eventarc_message_bus" {
		c.Logs = busLogs(r)
		r.b.Sys.Observations = append(r.b.Sys.Observations, &model.Observation{
			Head: head, Kind: model.WorkflowLog, Of: "event bus", On: model.IsTrue(c.Logs), At: c.Logs.Place, Serverless: true,
		})
	}
}

// busLogs tells whether a bus or pipeline logs what it does: not unless it is given a severity (Eventarc API,
// LoggingConfig).
func busLogs(r resource) model.Value[bool] {
	severity := base.InBlock(r, "logging_config", r.Str("logging_config.0.log_severity"))
	on := model.Map(severity, func(s string) bool { return s != "NONE" && s != "" && s != "LOG_SEVERITY_UNSPECIFIED" }).Or(false)
	on.Place = r.Place("logging_config")
	return on
}

func busKey(r resource) {
	if c, ok := base.Own[*model.Channel](r); ok {
		encrypt(&c.Encryption, keyed(r, "crypto_key_name"), c)
	}
}

// enrollment adapts google_eventarc_enrollment, which picks events from a bus by an expression in CEL.
func enrollment(r resource) {
	match := r.Str("cel_match")
	rule := &model.Rule{
		Head: r.HeadNamed("enrollment_id"), Pattern: match, Enabled: model.Known(true, r.Place("")),
		CatchAll:    match.Match(func(s string) bool { return strings.Trim(s, " ()\n") == "true" || strings.TrimSpace(s) == "" }),
		NamesSource: match.Match(func(s string) bool { return strings.Contains(s, "source") || strings.Contains(s, "type") }),
	}
	r.b.Sys.Rules = append(r.b.Sys.Rules, rule)
	r.b.Declare(r, rule)
}

func enrollmentLinks(r resource) {
	rule, ok := base.Own[*model.Rule](r)
	if !ok {
		return
	}
	rule.Bus = base.Link[*model.Channel](r, "message_bus")
	t := &model.Trigger{
		Head: rule.Head, Kind: model.RuleTarget, Source: rule.Bus, Enabled: rule.Enabled,
		Workload: base.Link[*model.Workload](r, "destination"), Push: true,
		CatchAll: rule.CatchAll, NamesSource: rule.NamesSource, Filtered: rule.CatchAll.Not(), FilterPlace: r.Place("cel_match"),
		Rule: model.Link[*model.Rule]{Place: r.Place("cel_match"), To: []*model.Rule{rule}},
	}
	rule.Targets = append(rule.Targets, t)
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}

// pipeline adapts google_eventarc_pipeline, which hands events on to one destination.
func pipeline(r resource) {
	w := &model.Workload{Head: r.HeadNamed("pipeline_id"), Kind: model.Pipe, TracesData: model.Known(false, r.Place(""))}
	r.b.Sys.Workloads = append(r.b.Sys.Workloads, w)
	r.b.Declare(r, w)
	logs := busLogs(r)
	r.b.Sys.Observations = append(r.b.Sys.Observations, &model.Observation{
		Head: w.Head, Kind: model.WorkflowLog, Of: "pipe", On: model.IsTrue(logs), At: logs.Place, Serverless: true,
	})
}

func pipelineLinks(r resource) {
	w, ok := base.Own[*model.Workload](r)
	if !ok {
		return
	}
	const block = "destinations.0."
	w.Identity = pipelineAccount(r, block+"authentication_config.0.")
	if n, _ := r.Blocks(block + "http_endpoint"); n > 0 {
		auth, known := r.Blocks(block + "authentication_config")
		d := delivery(r, model.PipeDelivery, block+"http_endpoint.0.uri", model.Of(auth > 0 || !known))
		d.Head = w.Head
		if len(d.Function.To) > 0 {
			w.Calls = append(w.Calls, d.Function)
		}
	}
	keepWith(r, w.Head, "pipeline", "crypto_key_name")
}

func pipelineAccount(r resource, block string) model.Link[*model.Identity] {
	for _, token := range []string{"google_oidc", "oauth_token"} {
		if n, _ := r.Blocks(block + token); n > 0 {
			return serviceAccountOf(r, block+token+".0.service_account")
		}
	}
	return model.Link[*model.Identity]{Place: r.Place("destinations")}
}

// keepWith adds a thing that keeps data encrypted with the key that an attribute names, else with one of Google's.
func keepWith(r resource, head model.Head, kind, path string) {
	e := &model.Encrypted{Head: head, Kind: kind, Serverless: true}
	encrypt(&e.Encryption, keyed(r, path), e)
	r.b.Sys.Encrypted = append(r.b.Sys.Encrypted, e)
}

// apiSource adapts google_eventarc_google_api_source, which puts Google's own events on a bus.
func apiSource(r resource) {
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, &model.Trigger{
		Head: r.HeadNamed("google_api_source_id"), Kind: model.RuleTarget, Source: fromNowhere(r.Place("")),
		Channel: base.Link[*model.Channel](r, "destination"), Filtered: model.True(), NamesSource: model.True(),
		Enabled: model.Known(true, r.Place("")),
	})
	keepWith(r, r.HeadNamed("google_api_source_id"), "event source", "crypto_key_name")
}
