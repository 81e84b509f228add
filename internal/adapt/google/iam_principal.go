package google

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// parseMember reads a member as bindings write it; false for one that is no longer there.
// https://cloud.google.com/iam/docs/principal-identifiers
func parseMember(text string) (member, bool) {
	m := member{principal: model.Principal{Kind: model.UnknownPrincipal, Text: text}, certain: model.True()}
	kind, rest, _ := strings.Cut(text, ":")
	switch strings.ToLower(kind) {
	case "allusers":
		m.principal.Kind = model.Anyone
	case "allauthenticatedusers":
		m.principal.Kind = model.AnyAccount
	case "user", "group":
		m.principal.Kind = model.IdentityHolder
	case "serviceaccount":
		m.account(rest)
	case "domain":
		m.organisation(rest)
	case "projectowner", "projecteditor", "projectviewer":
		m.principal.Kind, m.principal.Account = model.AccountPrincipal, rest
	case "principal":
		m.subject(rest)
	case "principalset":
		m.set(rest)
	case "deleted":
		return m, false
	default:
		if isDefault(text) {
			m.account(text)
			break
		}
		m.principal.Why = "what member " + text + " stands for is not known"
	}
	return m, true
}

// account reads the address of a service account: NAME@PROJECT.iam.gserviceaccount.com is a customer's, most others are
// Google's own, with which its services act.
func (m *member) account(email string) {
	m.principal.Kind = model.IdentityHolder
	name, host, _ := strings.Cut(email, "@")
	project, customers := strings.CutSuffix(host, accountSuffix)
	switch {
	case strings.HasPrefix(host, "gcp-sa-"), strings.HasPrefix(name, "service-") && isAgentHost(host),
		host == "cloudservices.gserviceaccount.com", host == "cloudbuild.gserviceaccount.com",
		strings.HasSuffix(host, "system.gserviceaccount.com"), host == "gs-project-accounts"+accountSuffix:
		m.principal.Kind = model.ServicePrincipal
	case strings.HasSuffix(host, ".svc.id.goog["), strings.Contains(email, ".svc.id.goog["):
		// A Kubernetes service account: PROJECT.svc.id.goog[NAMESPACE/NAME].
	case host == "appspot.gserviceaccount.com":
		m.principal.Account = name
	case customers:
		m.principal.Account = project
	}
}

// isAgentHost tells the hosts of service agents: PRODUCT.iam.gserviceaccount.com, of which no project has the name.
func isAgentHost(host string) bool {
	product, ok := strings.CutSuffix(host, accountSuffix)
	if !ok {
		return false
	}
	for _, known := range []string{
		"cloudcomposer-accounts", "compute-system", "container-engine-robot", "containerregistry", "dataflow-service-producer-prod",
		"dataproc-accounts", "firebase-rules", "gae-api-prod", "gcf-admin-robot", "gs-project-accounts", "serverless-robot-prod",
		"sourcerepo-service-accounts", "bigquery-data-connectors", "bigquery-encryption", "endpoints-portal", "service-networking",
	} {
		if product == known || strings.TrimSuffix(product, ".google.com") == known {
			return true
		}
	}
	return strings.Contains(product, "gcp-sa-") || strings.HasSuffix(product, "google.com")
}

// organisation is everybody of a domain or an organisation.
func (m *member) organisation(name string) {
	m.principal.Kind = model.AnyAccount
	m.limits = append(m.limits, model.Limit{Kind: model.Organisation, Values: model.Known([]string{name}, model.Place{})})
}

// subject is one identity of an identity provider, or one of Google's own.
func (m *member) subject(rest string) {
	m.principal.Kind = model.Federated
	m.limits = append(m.limits, model.Limit{Kind: model.Subject, Values: model.Known([]string{rest}, model.Place{})})
}

// poolLimits tells what all providers of a workload identity pool ask of tokens, so that not all of the provider's users
// are in the pool.
func (b *builder) poolLimits(member string, at model.Place) []model.Limit {
	_, rest, ok := strings.Cut(member, "/workloadIdentityPools/")
	pool, what, _ := strings.Cut(rest, "/")
	if !ok || what != "*" {
		return nil
	}
	var conditions []string
	for _, r := range b.Plan.Resources {
		if r.Type != "google_iam_workload_identity_pool_provider" || r.Attr("workload_identity_pool_id").Text() != pool {
			continue
		}
		condition := b.resource(r).Str("attribute_condition")
		switch text, known := condition.Get(); {
		case known && text != "":
			conditions = append(conditions, text)
		case condition.Why() != "":
			return []model.Limit{{Kind: model.Subject, Values: model.UnknownValue[[]string](condition.Why(), at)}}
		default:
			return nil
		}
	}
	if len(conditions) == 0 {
		return nil
	}
	return []model.Limit{{Kind: model.Subject, Values: model.Known(conditions, at)}}
}

// set is many identities: of a pool, with one attribute or all; of a project, folder or organisation.
func (m *member) set(rest string) {
	switch {
	case strings.Contains(rest, "IdentityPools/") || strings.Contains(rest, "workforcePools/"):
		m.principal.Kind = model.Federated
		if _, last, _ := strings.Cut(rest, "Pools/"); strings.Contains(last, "/") && !strings.HasSuffix(last, "/*") {
			m.subject(rest)
		}
	case strings.Contains(rest, "/projects/"):
		m.principal.Kind = model.AccountPrincipal
		m.principal.Account = rest[strings.LastIndexByte(rest, '/')+1:]
	case strings.HasPrefix(rest, "//goog/public:all"):
		m.principal.Kind = model.Anyone
	default:
		m.organisation(rest)
	}
}
