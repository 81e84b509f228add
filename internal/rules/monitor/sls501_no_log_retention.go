package monitor

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// noLogRetention finds logs that nobody decided how long to keep, or that are gone before anybody asks for them.
func noLogRetention() rule.Rule {
	return rule.Rule{
		ID: "SLS501", Name: "no-log-retention",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "How long logs are kept was not decided, or is too short",
		Why: "Attacks are found weeks after they began: by then short-lived logs are gone. Logs that are kept for ever, as those of a " +
			"group that nobody declared are, pile up personal data and tokens for whoever gets at them one day.",
		Remedy: map[model.Cloud]string{
			model.AWS:   "resource \"aws_cloudwatch_log_group\" \"orders\" {\n  name              = \"/aws/lambda/orders\"\n  retention_in_days = 365\n}",
			model.Azure: "site_config {\n  application_insights_connection_string = azurerm_application_insights.orders.connection_string\n}",
			model.Google: "resource \"google_logging_project_bucket_config\" \"default\" {\n  project        = \"example\"\n  location       = \"global\"\n" +
				"  bucket_id      = \"_Default\"\n  retention_days = 365\n}",
		},
		Unknown: "The name of the function or of a log group is known only after apply, so that they can't be matched.",
		References: []string{
			"https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
			"https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html",
			"https://learn.microsoft.com/azure/azure-functions/configure-monitoring",
			"https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure",
			"https://cloud.google.com/logging/docs/buckets",
			"https://cloud.google.com/logging/docs/routing/overview",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A10:2017"}, CSA: []string{"SAS-5"}, CWE: []int{778}, FSBP: []string{"CloudWatch.16"}, NIST: []string{"AU-11"},
		},
		Covers: []string{"checkov:CKV_AWS_66", "kics:ef0b316a"},
		Check: rule.Join(
			rule.ForEach(functions, checkLogGroup),
			rule.ForEachIn(model.LogGroups, checkRetention),
		),
	}
}

// checkLogGroup asks whether the plan declares the group that a function writes to. One that it names but that others
// declare is theirs to keep.
func checkLogGroup(f *model.Function, r *rule.Reporter) {
	l := f.Logs.Group
	named := l.Place.Attribute() != ""
	missing := model.Of(len(l.To) == 0 && !named)
	if l.Why != "" {
		missing = missing.And(model.Undecided(l.Why))
	}
	r.FailIf(f.Logs.Dropped, f.Logs.DroppedBy, "The lines of function %q are thrown away before they are kept.", f.Label()).
		RemedyOn(model.Google, "# leave out the functions, or narrow the filter to what nobody needs").
		Hop(f.Place(), "function %q logs what the filter matches", f.Label())
	if model.Certainly(f.Logs.Dropped) {
		return
	}
	v := r.FailIf(missing, f.Place(), missingLog(f.Cloud), f.Label()).RemedyOn(model.Azure, insightsIn(f))
	if f.Cloud == model.Google {
		v.As(rule.Low).In(rule.Strict) // a setting of the project, which mostly stands elsewhere
	}
}

// insightsIn connects Application Insights to apps of types that have no attribute for it; "" for others.
func insightsIn(f *model.Function) string {
	switch f.Type {
	case "azurerm_function_app", "azurerm_function_app_slot", "azurerm_logic_app_standard":
		return "app_settings = {\n  APPLICATIONINSIGHTS_CONNECTION_STRING = azurerm_application_insights.orders.connection_string\n}"
	default:
		return "" // the rule's own
	}
}

// missingLog says what it means that a plan has nothing to keep a function's log in.
func missingLog(c model.Cloud) string {
	if c == model.Azure {
		return "Nothing keeps the log of function %q: it has neither Application Insights nor a diagnostic setting."
	}
	if c == model.Google {
		return "Nothing in the plan decides how long the lines of function %q are kept: the project's default is 30 days."
	}
	return "The plan declares no log group for function %q: the cloud makes one, and keeps its lines for ever."
}

func checkRetention(g *model.LogGroup, s *model.System, r *rule.Reporter) {
	remedy := "retention_in_days = 365"
	if g.Cloud == model.Google {
		remedy = "retention_days = 365"
	}
	v := r.FailIf(model.Equals(g.Retention, 0), g.Retention.Place, "%s %q keeps its lines for ever.", logWord(g), g.Label()).Remedy(remedy)
	hopWriters(v, g)
	if len(g.Writers) == 0 {
		v.As(rule.Low)
		return // whose lines these are, and how long they are worth something, others know
	}
	short := g.Retention.Match(func(days int) bool { return days > 0 && days < s.LogRetention })
	days, _ := g.Retention.Get()
	hopWriters(r.FailIf(short, g.Retention.Place, "%s %q keeps its lines for %d days: too short to look into an attack (at least %d).",
		logWord(g), g.Label(), days, s.LogRetention).As(rule.Low).Remedy(remedy), g)
}

func hopWriters(v *rule.Verdict, g *model.LogGroup) {
	const most = 3
	for _, w := range g.Writers[:min(len(g.Writers), most)] {
		h := w.Base()
		v.Hop(h.Place(), "%q writes to it", h.Label())
	}
}

// logWord is what a cloud calls the place where logs are kept, at the beginning of a sentence.
func logWord(o model.Object) string {
	switch o.Base().Cloud {
	case model.Azure:
		return "Log store"
	case model.Google:
		return "Log bucket"
	default:
		return "Log group"
	}
}
