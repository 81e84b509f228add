package access

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// accountOf is the argument by which a service or job of Cloud Run runs as an account of its own; "" for what the rules' own
// remedies are for.
func accountOf(f *model.Function) string {
	const email = "google_service_account.orders.email"
	switch f.Type {
	case "google_cloud_run_service":
		return "service_account_name = " + email + " # in template.spec"
	case "google_cloud_run_v2_service", "google_cloud_run_v2_worker_pool":
		return "service_account = " + email + " # in template"
	case "google_cloud_run_v2_job":
		return "service_account = " + email + " # in template.template"
	default:
		return ""
	}
}

// checked is the argument that has IAM check who invokes a service of Cloud Run.
func checked(f *model.Function) string {
	if f.Type == "google_cloud_run_service" {
		return `"run.googleapis.com/invoker-iam-disabled" = "false"`
	}
	return "invoker_iam_disabled = false"
}
