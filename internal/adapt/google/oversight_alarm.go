package google

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// alarms adapts google_monitoring_alert_policy: what it watches stands in filters and queries.
func (b *builder) alarms() {
	metrics, channels := b.logMetrics(), map[string][]*model.Channel{}
	for _, c := range b.Sys.Channels {
		if name, known := c.Name.Get(); known && name != "" && c.Cloud == model.Google {
			channels[name] = append(channels[name], c)
		}
	}
	for _, res := range b.Plan.Resources {
		if res.Mode == plan.Managed && res.Type == "google_monitoring_alert_policy" {
			b.resource(res).alarm(metrics, channels)
		}
	}
}

// logMetrics gives the filters of metrics that are made of log lines, by name.
func (b *builder) logMetrics() map[string]string {
	filters := map[string]string{}
	for _, res := range b.Plan.Resources {
		if res.Type == "google_logging_metric" {
			filters[res.Attr("name").Text()] = res.Attr("filter").Text()
		}
	}
	return filters
}

// conditionTexts are where the conditions of an alert say what they watch.
func conditionTexts() []string {
	return []string{
		"condition_threshold.0.filter", "condition_absent.0.filter", "condition_matched_log.0.filter",
		"condition_monitoring_query_language.0.query", "condition_prometheus_query_language.0.query", "condition_sql.0.query",
	}
}

func (r resource) alarm(metrics map[string]string, channels map[string][]*model.Channel) {
	a := &model.Alarm{
		Head: r.HeadNamed("display_name"), Namespace: model.NotSet[string](r.Place("")), Metric: model.NotSet[string](r.Place("")),
		Dimensions: map[string]model.Value[string]{},
		Muted:      model.Map(r.Flag("enabled").Or(true), func(on bool) bool { return !on }),
	}
	n, _ := r.Blocks("conditions")
	for i := range n {
		for _, text := range conditionTexts() {
			r.watch(a, "conditions."+base.Itoa(i)+"."+text, metrics, channels)
		}
	}
	told := r.Strs("notification_channels")
	a.Notifies = told.IsSet().And(told.Match(func(list []string) bool { return len(list) > 0 }).Or(model.Of(!told.IsKnown())))
	a.Functions, a.Channels = base.Unique(a.Functions), base.Unique(a.Channels)
	r.b.Sys.Alarms = append(r.b.Sys.Alarms, a)
}

// watch adds what one text is about.
func (r resource) watch(a *model.Alarm, path string, metrics map[string]string, channels map[string][]*model.Channel) {
	v := r.Str(path)
	text, known := v.Get()
	if !known {
		if !model.Never(v.IsSet()) {
			a.Dimensions["filter"] = v
			a.Functions = append(a.Functions, base.Link[*model.Function](r, path).To...)
			a.Channels = append(a.Channels, base.Link[*model.Channel](r, path).To...)
		}
		return
	}
	if _, name, ok := strings.Cut(text, "logging.googleapis.com/user/"); ok {
		name, _, _ = strings.Cut(name, `"`)
		text += " " + metrics[name]
	}
	r.watched(a, text, channels)
}

// watched tells what a text is about: all functions, unless it names some.
func (r resource) watched(a *model.Alarm, text string, channels map[string][]*model.Channel) {
	names := quoted(text)
	for _, name := range names {
		a.Channels = append(a.Channels, channels[name]...)
	}
	if !ofFunctions(text) {
		return
	}
	if !slices.ContainsFunc([]string{"function_name", "service_name", "job_name"}, func(label string) bool {
		return strings.Contains(text, label)
	}) {
		a.AllFunctions = true
		return
	}
	for _, name := range names {
		a.Functions = append(a.Functions, r.b.functionsNamed(name)...)
	}
}

// quoted gives the texts in a filter or query that stand in quotes of either kind.
func quoted(text string) []string {
	var found []string
	for _, quote := range []string{`"`, "'"} {
		pieces := strings.Split(text, quote)
		for i := 1; i < len(pieces); i += 2 {
			found = append(found, pieces[i])
		}
	}
	return found
}

// ofFunctions tells whether a filter or query is about functions or Cloud Run (Cloud Monitoring documentation, "Google Cloud
// metrics", "Monitored resource types").
func ofFunctions(text string) bool {
	for _, sign := range []string{
		"cloud_function", "cloud_run_revision", "cloud_run_job", "run.googleapis.com/", "cloudfunctions.googleapis.com/",
		"run_googleapis_com", "cloudfunctions_googleapis_com",
	} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}
