package aws

import (
	"maps"
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// actionAbility says what one action lets its holder do.
type actionAbility struct {
	action  string
	ability model.Ability
}

// actionTable lists, by service, the actions that give an ability.
type actionTable map[string]map[model.Ability][]string

// actionsByAbility gives the whole table. It need not be complete in each service: it names the actions that
// policies give and rules ask for.
// https://docs.aws.amazon.com/service-authorization/latest/reference/
func actionsByAbility() actionTable {
	table := actionTable{}
	for _, part := range []actionTable{messagingActions(), dataActions(), computeActions(), securityActions()} {
		maps.Copy(table, part)
	}
	return table
}

func messagingActions() actionTable {
	return actionTable{
		"sqs": {
			model.Publish: {"SendMessage"},
			model.Read:    {"ReceiveMessage"},
			model.Delete:  {"DeleteMessage", "PurgeQueue", "DeleteQueue"},
			model.Manage:  {"SetQueueAttributes", "AddPermission", "RemovePermission"},
		},
		"sns": {
			model.Publish: {"Publish"},
			model.Read:    {"Subscribe"},
			model.Delete:  {"DeleteTopic"},
			model.Manage:  {"SetTopicAttributes", "AddPermission", "RemovePermission"},
		},
		"events": {
			model.Publish: {"PutEvents"},
			model.Delete:  {"DeleteRule", "DeleteEventBus"},
			model.Manage:  {"PutRule", "PutTargets", "PutPermission", "RemovePermission", "RemoveTargets", "DisableRule"},
		},
		"kinesis": {
			model.Publish: {"PutRecord", "PutRecords"},
			model.Read:    {"GetRecords", "SubscribeToShard"},
			model.Delete:  {"DeleteStream"},
			model.Manage:  {"PutResourcePolicy", "DeleteResourcePolicy", "StopStreamEncryption"},
		},
		"firehose": {
			model.Publish: {"PutRecord", "PutRecordBatch"},
			model.Delete:  {"DeleteDeliveryStream"},
			model.Manage:  {"UpdateDestination", "StopDeliveryStreamEncryption"},
		},
	}
}

func dataActions() actionTable {
	return actionTable{
		"dynamodb": {
			model.Publish: {"PutItem", "UpdateItem", "BatchWriteItem", "PartiQLInsert", "PartiQLUpdate"},
			model.Read:    {"GetItem", "BatchGetItem", "Query", "Scan", "GetRecords", "PartiQLSelect"},
			model.Delete:  {"DeleteItem", "BatchWriteItem", "DeleteTable", "PartiQLDelete"},
			model.Manage:  {"PutResourcePolicy", "DeleteResourcePolicy", "UpdateTable"},
		},
		"s3": {
			model.Publish: {"PutObject"},
			model.Read:    {"GetObject", "GetObjectVersion", "ListBucket"},
			model.Delete:  {"DeleteObject", "DeleteObjectVersion"},
			model.Manage: {
				"PutBucketPolicy", "DeleteBucketPolicy", "PutBucketAcl", "PutObjectAcl", "PutBucketPublicAccessBlock",
				"PutBucketNotification", "PutEncryptionConfiguration", "PutLifecycleConfiguration",
			},
		},
		"ecr": {
			model.Publish: {"PutImage"},
			model.Read:    {"BatchGetImage", "GetDownloadUrlForLayer"},
			model.Delete:  {"BatchDeleteImage", "DeleteRepository"},
			model.Manage:  {"SetRepositoryPolicy", "DeleteRepositoryPolicy", "PutImageTagMutability"},
		},
		"logs": {
			model.Publish:  {"PutLogEvents", "CreateLogStream", "PutSubscriptionFilter"},
			model.WriteLog: {"PutLogEvents"},
			model.Read:     {"GetLogEvents", "FilterLogEvents", "StartQuery"},
			model.Delete:   {"DeleteLogGroup", "DeleteLogStream"},
			model.Manage:   {"PutRetentionPolicy", "DeleteRetentionPolicy", "PutResourcePolicy"},
		},
	}
}

func computeActions() actionTable {
	return actionTable{
		"lambda": {
			model.Invoke: {"InvokeFunction", "InvokeFunctionUrl", "InvokeAsync"},
			model.UpdateCode: {
				"UpdateFunctionCode", "UpdateFunctionConfiguration", "PublishLayerVersion", "CreateEventSourceMapping",
				"UpdateEventSourceMapping", "UpdateAlias",
			},
			model.Read:   {"GetLayerVersion", "GetFunction"},
			model.Delete: {"DeleteFunction", "DeleteLayerVersion"},
			model.Manage: {
				"AddPermission", "RemovePermission", "AddLayerVersionPermission", "CreateFunctionUrlConfig",
				"UpdateFunctionUrlConfig", "PutFunctionConcurrency",
			},
		},
		"execute-api": {
			model.Invoke: {"Invoke"},
			model.Manage: {"ManageConnections", "InvalidateCache"},
		},
		"appsync": {
			model.Invoke: {"GraphQL"},
			model.Manage: {"UpdateGraphqlApi", "CreateApiKey", "UpdateResolver"},
		},
		"states": {
			model.Invoke:     {"StartExecution", "StartSyncExecution"},
			model.UpdateCode: {"UpdateStateMachine"},
			model.Delete:     {"DeleteStateMachine"},
		},
	}
}

func securityActions() actionTable {
	return actionTable{
		"secretsmanager": {
			model.Read:    {"GetSecretValue", "BatchGetSecretValue"},
			model.Publish: {"PutSecretValue", "UpdateSecret"},
			model.Delete:  {"DeleteSecret"},
			model.Manage:  {"PutResourcePolicy", "DeleteResourcePolicy", "RotateSecret"},
		},
		"ssm": {
			model.Read:    {"GetParameter", "GetParameters", "GetParametersByPath", "GetParameterHistory"},
			model.Publish: {"PutParameter"},
			model.Delete:  {"DeleteParameter", "DeleteParameters"},
		},
		"kms": {
			model.UseKey: {
				"Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "ReEncryptFrom", "ReEncryptTo",
			},
			model.Delete: {"ScheduleKeyDeletion"},
			model.Manage: {"PutKeyPolicy", "CreateGrant", "DisableKey", "DisableKeyRotation"},
		},
		"sts": {
			model.Assume: {"AssumeRole", "AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"},
		},
		"iam": {
			model.Manage: {
				"PutRolePolicy", "AttachRolePolicy", "UpdateAssumeRolePolicy", "PutUserPolicy", "AttachUserPolicy",
				"DeleteRolePermissionsBoundary",
			},
			model.Delete: {"DeleteRole", "DeleteUser"},
		},
	}
}

// allActions lists every row of a table with the service's prefix, ordered by ability and service.
func allActions(table actionTable) []actionAbility {
	var rows []actionAbility
	services := slices.Sorted(maps.Keys(table))
	for _, ability := range abilities() {
		for _, service := range services {
			for _, name := range table[service][ability] {
				rows = append(rows, actionAbility{service + ":" + name, ability})
			}
		}
	}
	return rows
}

func abilities() []model.Ability {
	return []model.Ability{
		model.Invoke, model.Publish, model.Read, model.Delete, model.UpdateCode, model.Manage, model.Assume, model.UseKey,
	}
}

// left is what a document's Deny statements leave of a grant.
type left struct {
	certain []model.Ability
	maybe   []model.Ability // of which a Deny, or something unknown, may leave nothing
	why     string          // why it is only maybe
	taken   bool            // whether a Deny takes something away
}

// remaining judges a grant against the Deny statements of its own document.
func remaining(doc *iam.Document, g iam.Grant, rows []actionAbility) left {
	if g.Unknown {
		return left{maybe: abilities(), why: g.Why}
	}
	var l left
	denies := deniesFor(doc, g)
	for _, row := range rows {
		if slices.Contains(l.certain, row.ability) {
			continue
		}
		switch allowed, why := denies.allows(g, row.action); allowed {
		case iam.Yes:
			l.certain = append(l.certain, row.ability)
		case iam.Maybe:
			l.add(row.ability, why)
		case iam.No:
			l.taken = l.taken || why != ""
		}
	}
	l.maybe = slices.DeleteFunc(l.maybe, func(a model.Ability) bool { return slices.Contains(l.certain, a) })
	return l
}

func (l *left) add(a model.Ability, why string) {
	if !slices.Contains(l.maybe, a) {
		l.maybe = append(l.maybe, a)
	}
	if l.why == "" {
		l.why = why
	}
}

// denial is the part of a document that may take a grant back.
type denial struct {
	doc    *iam.Document // the grant's statement, and the Deny statements that reach its principal
	denies bool
	public bool // whether the grant is for strangers, whom some conditions of a Deny certainly hit
}

// allows tells whether the grant still gives an action; why says what takes it back, and is "" when the
// grant's statement never gave it.
func (d denial) allows(g iam.Grant, action string) (iam.Tri, string) {
	given := g.Allows(action)
	if given == iam.No {
		return iam.No, ""
	}
	if !d.denies {
		return given, "an action is known only after apply"
	}
	id := iam.Identity{Policies: []*iam.Document{d.doc}}
	left := id.May(action, targetOfGrant(g))
	if left.Allowed == iam.Maybe && d.public && d.doc.Public(action) == iam.No {
		return iam.No, left.Why
	}
	return left.Allowed, left.Why
}

// targetOfGrant is what a grant is held against a Deny on: the first of its resources.
func targetOfGrant(g iam.Grant) iam.Target {
	if len(g.Resources) == 0 {
		return iam.Target{}
	}
	first := g.Resources[0]
	switch {
	case !first.Unknown:
		return iam.Target{ARN: first.Text}
	case len(first.Refs) == 1:
		return iam.Target{Ref: first.Refs[0], Suffix: strings.TrimPrefix(first.Text, iam.Hole)}
	}
	return iam.Target{}
}

func deniesFor(doc *iam.Document, g iam.Grant) denial {
	d := denial{doc: &iam.Document{Version: doc.Version, Statements: []iam.Statement{*g.By.Statement}}}
	for _, s := range doc.Statements {
		if s.Effect != iam.Deny {
			continue
		}
		reached := reaches(&s, g.To)
		if reached == iam.Maybe {
			s = conditional([]iam.Statement{s}, "it may be for another principal")[0]
		}
		if reached != iam.No {
			d.denies = true
			d.doc.Statements = append(d.doc.Statements, s)
		}
	}
	d.public = g.To.Kind == iam.Anyone && g.Pinned() == iam.No
	return d
}

// reaches tells whether a Deny statement is for a principal.
func reaches(s *iam.Statement, to iam.Grantee) iam.Tri {
	if s.NotPrincipals != nil {
		return covers(s.NotPrincipals, to).Not()
	}
	return covers(s.Principals, to)
}

func covers(principals []iam.Principal, to iam.Grantee) iam.Tri {
	out := iam.No
	for _, p := range principals {
		g := p.Grantee()
		switch {
		case g.Kind == iam.Anyone, g.Kind == to.Kind && g.ID == to.ID && g.Why == "" && to.Why == "":
			return iam.Yes
		case g.Why != "" || to.Why != "":
			out = iam.Maybe
		case g.Kind == iam.AccountRoot && to.Account == g.Account:
			out = iam.Maybe
		}
	}
	return out
}
