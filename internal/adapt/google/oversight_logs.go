package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// defaultBucket is where lines go for which no sink says otherwise, and defaultDays is how long a log bucket keeps them
// unless told otherwise (Cloud Logging documentation, "Routing and storage overview", "Configure log buckets").
const (
	defaultBucket = "_Default"
	defaultDays   = 30
)

// logBucket adapts the configuration of a log bucket.
func logBucket(r resource) {
	e := &model.Encrypted{Head: r.HeadNamed("bucket_id"), Kind: "log bucket", Serverless: true}
	e.Encryption = model.Encryption{Kind: model.Known(model.CloudKey, r.Place("")), Always: true}
	r.b.Sys.Encrypted = append(r.b.Sys.Encrypted, e)
	r.b.Declare(r, e)
}

func logBucketKey(r resource) {
	if e, ok := base.Own[*model.Encrypted](r); ok {
		encrypt(&e.Encryption, keyedIn(r, "cmek_settings", "cmek_settings.0.kms_key_name"), e)
	}
}

// logSink adapts a sink that publishes lines to a topic. Without a filter, it is all of them.
func logSink(r resource) {
	topic := base.Link[*model.Channel](r, "destination")
	text, _ := r.Str("destination").Get()
	named := strings.HasPrefix(text, "pubsub.googleapis.com/")
	for _, to := range topic.To {
		named = named || to.Kind == model.Topic
	}
	if !named {
		return
	}
	t := &model.Trigger{
		Head: r.Head(), Kind: model.Subscription, Channel: topic, FilterPlace: r.Place("filter"), Filtered: given(r.Str("filter")),
		CatchAll: model.False(), NamesSource: model.True(),
		Enabled: model.Map(r.Flag("disabled").Or(false), func(off bool) bool { return !off }),
	}
	r.b.Sys.Triggers = append(r.b.Sys.Triggers, t)
}

// route is a sink, or an exclusion, as far as lines of functions go.
type route struct {
	at     model.Place
	filter model.Value[string]
	bucket *model.LogGroup // where a sink keeps them; nil for what is not a log bucket
}

// keepLogs notes on functions where their lines are kept, or that they are thrown away.
func (b *builder) keepLogs() {
	groups := b.logGroups()
	sinks, exclusions := b.routes(groups)
	for _, f := range b.Sys.Functions {
		if f.Cloud != model.Google || f.Outside || !f.Managed {
			continue
		}
		for _, s := range sinks {
			if model.Certainly(about(s.filter, f)) {
				keep(f, s)
			}
		}
		if f.Logs.Group.Place.Attribute() != "" {
			continue // where a sink leads, exclusions have no say
		}
		for _, x := range exclusions {
			if dropped := about(x.filter, f); !model.Never(dropped) {
				f.Logs.Dropped, f.Logs.DroppedBy = f.Logs.Dropped.Or(dropped), x.at
			}
		}
		if g := groups[defaultBucket]; g != nil {
			keep(f, route{at: g.At("retention_days"), bucket: g})
		}
	}
}

// keep notes where the lines of a function go.
func keep(f *model.Function, s route) {
	f.Logs.Group.Place = s.at
	if s.bucket != nil {
		f.Logs.Group.To = base.Unique(append(f.Logs.Group.To, s.bucket))
		s.bucket.Writers = append(s.bucket.Writers, f)
	}
}

// logGroups declares the log buckets as what keeps lines, by name.
func (b *builder) logGroups() map[string]*model.LogGroup {
	groups := map[string]*model.LogGroup{}
	for _, res := range b.Plan.Resources {
		ours := res.Mode == plan.Managed && strings.HasPrefix(res.Type, "google_logging_")
		if !ours || !strings.HasSuffix(res.Type, "_bucket_config") {
			continue
		}
		r := b.resource(res)
		g := &model.LogGroup{Head: r.HeadNamed("bucket_id"), Retention: r.Num("retention_days").Or(defaultDays)}
		b.Sys.LogGroups = append(b.Sys.LogGroups, g)
		name, _ := g.Name.Get()
		groups[res.Address], groups[name] = g, g
	}
	return groups
}

// routes gives the sinks that lead lines elsewhere, and what keeps lines from the default bucket.
func (b *builder) routes(groups map[string]*model.LogGroup) (sinks, exclusions []route) {
	for _, res := range b.Plan.Resources {
		if res.Mode != plan.Managed || !strings.HasPrefix(res.Type, "google_logging_") {
			continue
		}
		r := b.resource(res)
		on := !model.Certainly(model.IsTrue(r.Flag("disabled")))
		switch {
		case strings.HasSuffix(res.Type, "_exclusion") && on:
			exclusions = append(exclusions, route{at: r.Place("filter"), filter: r.Str("filter")})
		case strings.HasSuffix(res.Type, "_sink") && on:
			exclusions = append(exclusions, r.excluded()...)
			sinks = append(sinks, r.sink(groups))
		case strings.HasSuffix(res.Type, "_sink") && res.Attr("name").Text() == defaultBucket:
			exclusions = append(exclusions, route{at: r.Place("disabled"), filter: model.NotSet[string](r.Place("filter"))})
		}
	}
	return sinks, exclusions
}

// excluded gives the exclusions of the default sink; those of others say nothing about the default bucket.
func (r resource) excluded() []route {
	var all []route
	if r.Attr("name").Text() != defaultBucket {
		return nil
	}
	n, _ := r.Blocks("exclusions")
	for i := range n {
		path := "exclusions." + base.Itoa(i)
		if !model.Certainly(model.IsTrue(r.Flag(path + ".disabled"))) {
			all = append(all, route{at: r.Place(path + ".filter"), filter: r.Str(path + ".filter")})
		}
	}
	return all
}

func (r resource) sink(groups map[string]*model.LogGroup) route {
	s := route{at: r.Place("destination"), filter: r.Str("filter")}
	for _, o := range r.b.Plan.Resolve(r.Resource, "destination").Origins {
		if g := groups[o.Resource.Address]; g != nil {
			s.bucket = g
		}
	}
	return s
}

// about tells whether a filter takes in all lines of a function: there is none, or it asks for nothing but the kind and name
// of what logs. Of any other, no more is read than that it may leave lines out.
func about(filter model.Value[string], f *model.Function) model.Truth {
	text, known := filter.Get()
	if !known {
		return model.Of(model.Never(filter.IsSet()))
	}
	name, _ := f.Name.Get()
	for _, term := range filterTerms(text) {
		key, value, ok := filterTerm(term)
		switch {
		case !ok:
			return model.False()
		case key == "resource.type" && logsAs(f.Type, value):
		case strings.HasSuffix(key, "_name") && value == name:
		case strings.HasSuffix(key, ".location"), strings.HasSuffix(key, ".project_id"):
		default:
			return model.False()
		}
	}
	return model.True()
}

// filterTerms splits a filter at its ANDs, which may be left out at the end of a line.
func filterTerms(filter string) []string {
	var terms []string
	for _, line := range strings.Split(filter, "\n") {
		for _, term := range strings.Split(line, " AND ") {
			if term = strings.Trim(term, " \t\r()"); term != "" && term != "AND" && !strings.HasPrefix(term, "--") {
				terms = append(terms, term)
			}
		}
	}
	return terms
}

// filterTerm reads a comparison for equality; ok is false for anything else.
func filterTerm(term string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(term, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	if !ok || key == "" || strings.ContainsAny(key, `!<>:~"( `) || strings.HasPrefix(value, "~") {
		return "", "", false
	}
	value = strings.Trim(value, `"`)
	return key, value, !strings.ContainsAny(value, `" `)
}

// logsAs tells whether functions of a type log as a monitored resource. Those of the second generation are services of Cloud
// Run (Cloud Run functions documentation, "View logs").
func logsAs(typ, monitored string) bool {
	switch monitored {
	case "cloud_function":
		return strings.HasPrefix(typ, "google_cloudfunctions")
	case "cloud_run_revision":
		return typ == "google_cloudfunctions2_function" || strings.HasSuffix(typ, "_service")
	case "cloud_run_job":
		return strings.HasSuffix(typ, "_job")
	default:
		return false
	}
}
