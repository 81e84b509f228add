package paths

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/graph"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func googleHCL(cut *graph.Edge) string {
	switch cut.Kind {
	case graph.MayAssume:
		return "service_account_id = google_service_account.worker.name # the one account that it has to act as\n" +
			"role               = \"roles/iam.serviceAccountTokenCreator\""
	case graph.MayWriteCode:
		return "member = \"serviceAccount:${google_service_account.pipeline.email}\" # leave code to the pipeline"
	case graph.MayPublish:
		return "topic = google_pubsub_topic.results.name # only where the code sends to\nrole  = \"roles/pubsub.publisher\""
	case graph.MayInvoke:
		return "name = google_cloud_run_v2_service.status.name # only what it has to start\nrole = \"roles/run.invoker\""
	case graph.Admits:
		return googleAdmitHCL(cut.To)
	case graph.Enters:
		return "member = \"serviceAccount:${google_service_account.caller.email}\" # instead of allUsers"
	default:
		return googlePowerHCL(cut.To.Goal)
	}
}

func googleAdmitHCL(to *graph.Node) string {
	switch c, _ := to.Object.(*model.Channel); {
	case c != nil && c.Kind == model.Bucket:
		return "member = \"serviceAccount:${google_service_account.uploader.email}\" # instead of allUsers"
	case c != nil && c.Kind == model.Registry:
		return "member = \"serviceAccount:${google_service_account.pipeline.email}\" # instead of allUsers"
	case c != nil:
		return "member = \"serviceAccount:${google_service_account.sender.email}\" # instead of allUsers"
	default:
		return "member = \"serviceAccount:${google_service_account.caller.email}\" # instead of allUsers"
	}
}

func googlePowerHCL(goal string) string {
	switch goal {
	case graph.EverySecret:
		return "secret_id = google_secret_manager_secret.orders.id # of google_secret_manager_secret_iam_member"
	case graph.EveryStore:
		return "bucket = google_storage_bucket.orders.name # of google_storage_bucket_iam_member"
	default:
		return "role = \"roles/pubsub.publisher\" # only what the code uses, on the topic itself"
	}
}
