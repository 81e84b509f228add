package monitor

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// logTampering finds functions that may remove the traces of what they did.
func logTampering() rule.Rule {
	return rule.Rule{
		ID: "SLS508", Name: "log-tampering",
		Severity: rule.High, Profile: rule.Essential,
		Title: "A function may delete logs or stop the audit trail",
		Why: "Whoever controls the function wipes the logs that would tell of it, or stops the trail before going on. No function needs " +
			"that: logs go away by retention, and trails are changed by people.",
		Remedy: map[model.Cloud]string{
			model.AWS: "actions   = [\"logs:CreateLogStream\", \"logs:PutLogEvents\"] # instead of logs:*\n" +
				"resources = [\"${aws_cloudwatch_log_group.orders.arn}:*\"]",
			model.Azure: "scope                = azurerm_application_insights.orders.id\n" +
				"role_definition_name = \"Monitoring Metrics Publisher\" # writes telemetry, and deletes nothing",
			model.Google: "role = \"roles/logging.logWriter\" # instead of roles/logging.admin",
		},
		Unknown: "A policy of the role is built from values that are known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
			"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
			"https://learn.microsoft.com/azure/azure-monitor/logs/manage-access",
			"https://cloud.google.com/logging/docs/access-control",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A5:2017", "A10:2017"}, CSA: []string{"SAS-4", "SAS-5"}, CWE: []int{269, 778}, NIST: []string{"AC-6", "AU-9"},
		},
		Check: rule.ForEach(model.Identities, checkTampering),
	}
}

// checkTampering gives one finding for each policy. Policies that the cloud made for the role of a service are its own
// matter, and an administrator, who can do this and everything else, is SLS105's.
func checkTampering(id *model.Identity, r *rule.Reporter) {
	users := id.Functions()
	if len(users) == 0 {
		return
	}
	r.Pass()
	if holds(id, model.Admin) {
		return
	}
	groups := tampering(id)
	if len(groups) == 0 && id.Incomplete != "" {
		r.FailIf(model.Undecided(id.Incomplete), id.Place(), "Cannot tell whether %s %q of %s may remove the traces of an attack.", id.Cloud.Identity(), id.Label(), rule.NameFunctions(users))
	}
	for _, powers := range groups {
		v := r.FailIf(powers[0].Certain, powers[0].Place, "%s %q of %s may remove the traces of an attack: %s.",
			rule.Capital(id.Cloud.Identity()), id.Label(), rule.NameFunctions(users), actionsOf(powers))
		for _, p := range powers {
			v.Hop(p.Place, "%s", p.Note)
		}
		for _, f := range users[:1] {
			v.Hop(f.Identity.Place, "function %q runs as %s", f.Label(), id.Label())
		}
	}
}

// tampering gives the powers over logs and trails, together where one policy grants them.
func tampering(id *model.Identity) [][]*model.Power {
	var groups [][]*model.Power
	for _, p := range id.Powers {
		if p.Kind != model.TamperWithLogs || p.Limited || p.Prescribed || onlyAlarms(p) {
			continue
		}
		i := slices.IndexFunc(groups, func(g []*model.Power) bool { return g[0].Place.Equal(p.Place) && g[0].Certain == p.Certain })
		if i < 0 {
			groups = append(groups, []*model.Power{p})
			continue
		}
		groups[i] = append(groups[i], p)
	}
	return groups
}

// onlyAlarms tells powers over alarms: many policies of the cloud's own hold them, and no trace is lost by them.
func onlyAlarms(p *model.Power) bool {
	return !slices.ContainsFunc(p.Actions, func(a string) bool { return !strings.HasPrefix(a, "cloudwatch:") })
}

// actionsOf names a few of the actions of powers.
func actionsOf(powers []*model.Power) string {
	const most = 3
	var actions []string
	for _, p := range powers {
		for _, a := range p.Actions {
			if !slices.Contains(actions, a) {
				actions = append(actions, a)
			}
		}
	}
	if len(actions) > most {
		return strings.Join(actions[:most], ", ") + " and more"
	}
	return strings.Join(actions, ", ")
}

func holds(id *model.Identity, kind model.PowerKind) bool {
	for _, p := range id.Powers {
		if p.Kind == kind && !p.Limited && model.Certainly(p.Certain) {
			return true
		}
	}
	return false
}
