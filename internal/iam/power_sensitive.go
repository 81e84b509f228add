package iam

import (
	"strings"
	"sync"
)

// sensitive is an action that gives a power, or is a step of an escalation.
type sensitive struct {
	action string
	kind   PowerKind // SecretRead, CodeUpdate, LogTamper, or 0 for a mere step
}

// The actions that powers rest on.
// Sources: https://docs.aws.amazon.com/service-authorization/latest/reference/ for what each does; for
// tampering with logs MITRE ATT&CK T1562.008 (https://attack.mitre.org/techniques/T1562/008/).
func sensitiveActionNames() map[PowerKind][]string {
	return map[PowerKind][]string{
		SecretRead: {
			"secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue", "ssm:GetParameter",
			"ssm:GetParameters", "ssm:GetParametersByPath", "ssm:GetParameterHistory", "kms:Decrypt",
		},
		CodeUpdate: {
			"lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration", "lambda:PublishLayerVersion",
			"lambda:AddLayerVersionPermission", "lambda:CreateEventSourceMapping",
			"lambda:UpdateEventSourceMapping", "lambda:UpdateAlias", "lambda:AddPermission",
			"lambda:CreateFunctionUrlConfig", "lambda:UpdateFunctionUrlConfig",
			"lambda:PutFunctionCodeSigningConfig", "lambda:DeleteFunctionCodeSigningConfig",
			"lambda:UpdateCodeSigningConfig", "lambda:PutRuntimeManagementConfig",
		},
		LogTamper: {
			"logs:DeleteLogGroup", "logs:DeleteLogStream", "logs:PutRetentionPolicy",
			"logs:DeleteRetentionPolicy", "logs:DeleteSubscriptionFilter", "logs:DisassociateKmsKey",
			"cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail",
			"cloudtrail:PutEventSelectors", "cloudtrail:DeleteEventDataStore", "guardduty:DeleteDetector",
			"guardduty:UpdateDetector", "config:StopConfigurationRecorder",
			"config:DeleteConfigurationRecorder", "securityhub:DisableSecurityHub",
			"cloudwatch:DeleteAlarms", "cloudwatch:DisableAlarmActions",
		},
	}
}

// sensitiveTable finds sensitive actions by lower-case name, and by service for patterns.
type sensitiveTable struct {
	byName    map[string]*sensitive
	byService map[string][]*sensitive
}

var sensitives = sync.OnceValue(func() *sensitiveTable {
	t := &sensitiveTable{map[string]*sensitive{}, map[string][]*sensitive{}}
	for kind, actions := range sensitiveActionNames() {
		for _, a := range actions {
			t.put(a, kind)
		}
	}
	for _, set := range escalationSets() {
		for _, step := range set.steps {
			for _, a := range step.anyOf {
				t.put(a, 0)
			}
		}
	}
	return t
})

func (t *sensitiveTable) put(action string, kind PowerKind) {
	name := strings.ToLower(action)
	if t.byName[name] != nil {
		return
	}
	a := &sensitive{action, kind}
	t.byName[name] = a
	service, _, _ := strings.Cut(name, ":")
	t.byService[service] = append(t.byService[service], a)
}

// matching calls each with every sensitive action that a statement's action stands for.
func (t *sensitiveTable) matching(pattern string, each func(*sensitive)) {
	if isLiteral(pattern) {
		if a := t.byName[strings.ToLower(pattern)]; a != nil {
			each(a)
		}
		return
	}
	service, _, ok := strings.Cut(pattern, ":")
	if ok && isLiteral(service) {
		for _, a := range t.byService[strings.ToLower(service)] {
			if covers(pattern, a.action, true) {
				each(a)
			}
		}
		return
	}
	for _, a := range t.byName {
		if relateAction(&Term{Text: pattern}, a.action) == Yes {
			each(a)
		}
	}
}

// sensitiveActions adds what the statement's sensitive actions give by themselves, and keeps them for the
// escalations.
func (p *powers) sensitiveActions(by Source) {
	found := p.findSensitive(by.Statement)
	byKind := map[PowerKind]*Power{}
	for _, a := range found {
		p.held[a] = append(p.held[a], by)
		if a.kind == 0 {
			continue
		}
		left, why := p.sensitiveLeft(a, by.Statement)
		if left == No {
			continue
		}
		power := byKind[a.kind]
		if power == nil {
			made := p.of(a.kind, "", by, nil)
			power = &made
			byKind[a.kind] = power
		}
		power.Actions = append(power.Actions, a.action)
		if left > power.Certain {
			power.Certain, power.Why = left, why
		}
	}
	for _, kind := range []PowerKind{SecretRead, CodeUpdate, LogTamper} {
		if power := byKind[kind]; power != nil {
			p.out = append(p.out, *power)
		}
	}
}

// findSensitive gives the sensitive actions of a statement, each once, in a stable order.
func (p *powers) findSensitive(s *Statement) []*sensitive {
	var found []*sensitive
	seen := map[*sensitive]bool{}
	keep := func(a *sensitive) {
		if !seen[a] {
			seen[a] = true
			found = append(found, a)
		}
	}
	table := sensitives()
	for _, a := range s.Actions {
		if !a.Unknown {
			table.matching(a.Text, keep)
		}
	}
	if s.NotActions != nil {
		for _, a := range table.byName {
			if s.matchAction(a.action) == Yes {
				keep(a)
			}
		}
	}
	sortSensitive(found)
	return found
}

func (p *powers) sensitiveLeft(a *sensitive, s *Statement) (Tri, string) {
	service, _, _ := strings.Cut(a.action, ":")
	certain, why := Yes, ""
	if a.kind == SecretRead {
		if certain = s.widestResource(service, "").secret(); certain == Maybe {
			why = reason("the resource is unknown", s.why())
		}
	} else if !s.speaksOf(service) {
		return No, ""
	}
	left, w := p.leftOf(a.action, s)
	if left < certain {
		certain, why = left, w
	}
	return certain, why
}

// secret: some secrets, by a part of their name, are how an application names its own.
func (b breadth) secret() Tri {
	if b == partial {
		return No
	}
	return b.tri()
}

// speaksOf says whether one of the statement's resources can be of the service.
func (s *Statement) speaksOf(service string) bool {
	if s.Resources == nil {
		return true
	}
	for _, r := range s.Resources {
		if speaksOf(r, service) {
			return true
		}
	}
	return false
}
