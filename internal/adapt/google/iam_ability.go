package google

import (
	"slices"
	"strings"

	googleiam "github.com/slsguard/terraform-provider-slsguard/internal/iam/google"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// class says which permissions make up an ability on a kind of object: one of them is enough.
type class map[model.Ability][]string

// classOf gives the class of an object; nil for one on which no role is known to give anything.
// https://cloud.google.com/iam/docs/permissions-reference
func classOf(o model.Object) class {
	switch o := o.(type) {
	case *model.Function:
		return functionClass(o.Type)
	case *model.Identity:
		return identityClass()
	case *model.Secret:
		return class{
			model.Read: {"secretmanager.versions.access"}, model.Publish: {"secretmanager.versions.add"},
			model.Delete: {"secretmanager.secrets.delete", "secretmanager.versions.destroy"},
			model.Manage: {"secretmanager.secrets.setIamPolicy", "secretmanager.secrets.update"},
		}
	case *model.Key:
		return class{
			model.UseKey: {
				"cloudkms.cryptoKeyVersions.useToDecrypt", "cloudkms.cryptoKeyVersions.useToEncrypt",
				"cloudkms.cryptoKeyVersions.useToSign", "cloudkms.cryptoKeyVersions.useToDecryptViaDelegation",
				"cloudkms.cryptoKeyVersions.useToEncryptViaDelegation",
			},
			model.Delete: {"cloudkms.cryptoKeyVersions.destroy"},
			model.Manage: {"cloudkms.cryptoKeys.setIamPolicy", "cloudkms.keyRings.setIamPolicy", "cloudkms.cryptoKeys.update"},
		}
	case *model.LogGroup:
		return class{
			model.WriteLog: {"logging.logEntries.create", "logging.buckets.write"}, model.Read: {"logging.views.access"},
			model.Delete: {"logging.buckets.delete", "logging.logs.delete"}, model.Manage: {"logging.buckets.update"},
		}
	case *model.Channel:
		return channelClass(o)
	case *model.Workload:
		return workloadClass(o.Type)
	}
	return nil
}

func identityClass() class {
	return class{
		model.Assume: {
			"iam.serviceAccounts.getAccessToken", "iam.serviceAccounts.signJwt", "iam.serviceAccounts.signBlob",
			"iam.serviceAccounts.implicitDelegation", "iam.serviceAccounts.actAs", "iam.serviceAccountKeys.create",
		},
		model.Manage: {"iam.serviceAccounts.setIamPolicy"},
		model.Delete: {"iam.serviceAccounts.delete"},
	}
}

// functionClass knows the three ways to run code. A function of the second generation is a service of Cloud Run, too.
func functionClass(typ string) class {
	first := class{
		model.Invoke:     {"cloudfunctions.functions.invoke", "cloudfunctions.functions.call"},
		model.UpdateCode: {"cloudfunctions.functions.update", "cloudfunctions.functions.sourceCodeSet"},
		model.Delete:     {"cloudfunctions.functions.delete"},
		model.Manage:     {"cloudfunctions.functions.setIamPolicy"},
	}
	service := class{
		model.Invoke: {"run.routes.invoke"}, model.UpdateCode: {"run.services.update"}, model.Delete: {"run.services.delete"},
		model.Manage: {"run.services.setIamPolicy"},
	}
	switch {
	case strings.HasPrefix(typ, "google_cloudfunctions2_"):
		both := class{}
		for a, permissions := range service {
			both[a] = append(slices.Clone(permissions), first[a]...)
		}
		return both
	case strings.HasPrefix(typ, "google_cloudfunctions_"):
		return first
	case strings.HasPrefix(typ, "google_cloud_run_v2_job"):
		return jobClass()
	case strings.HasPrefix(typ, "google_cloud_run_v2_worker_pool"):
		return class{
			model.UpdateCode: {"run.workerpools.update"}, model.Delete: {"run.workerpools.delete"},
			model.Manage: {"run.workerpools.setIamPolicy"},
		}
	}
	return service
}

func jobClass() class {
	return class{
		model.Invoke: {"run.jobs.run", "run.jobs.runWithOverrides"}, model.UpdateCode: {"run.jobs.update"},
		model.Delete: {"run.jobs.delete"}, model.Manage: {"run.jobs.setIamPolicy"},
	}
}

func workloadClass(typ string) class {
	switch {
	case strings.HasPrefix(typ, "google_cloud_run_v2_job"):
		return jobClass()
	case strings.HasPrefix(typ, "google_workflows_"):
		return class{
			model.Invoke: {"workflows.executions.create"}, model.UpdateCode: {"workflows.workflows.update"},
			model.Delete: {"workflows.workflows.delete"},
		}
	case strings.HasPrefix(typ, "google_cloud_scheduler_"):
		return class{model.Invoke: {"cloudscheduler.jobs.run"}, model.Manage: {"cloudscheduler.jobs.update"}}
	case strings.HasPrefix(typ, "google_cloudbuild_"):
		return class{model.Invoke: {"cloudbuild.builds.create"}, model.Manage: {"cloudbuild.builds.update"}}
	}
	return nil
}

// channelClass goes by the type, as several services have channels of a kind.
func channelClass(c *model.Channel) class {
	prefix := strings.TrimPrefix(c.Type, "google_")
	switch {
	case strings.HasPrefix(prefix, "pubsub_subscription"):
		return class{
			model.Read: {"pubsub.subscriptions.consume"}, model.Delete: {"pubsub.subscriptions.delete"},
			model.Manage: {"pubsub.subscriptions.setIamPolicy", "pubsub.subscriptions.update"},
		}
	case strings.HasPrefix(prefix, "pubsub_"):
		return class{
			model.Publish: {"pubsub.topics.publish"}, model.Read: {"pubsub.topics.attachSubscription"},
			model.Delete: {"pubsub.topics.delete"}, model.Manage: {"pubsub.topics.setIamPolicy", "pubsub.topics.update"},
		}
	case strings.HasPrefix(prefix, "storage_"):
		return bucketClass()
	case strings.HasPrefix(prefix, "artifact_registry_"), strings.HasPrefix(prefix, "container_registry"):
		return class{
			model.Publish: {"artifactregistry.repositories.uploadArtifacts"},
			model.Read:    {"artifactregistry.repositories.downloadArtifacts"},
			model.Delete:  {"artifactregistry.repositories.delete", "artifactregistry.repositories.deleteArtifacts"},
			model.Manage:  {"artifactregistry.repositories.setIamPolicy"},
		}
	case strings.HasPrefix(prefix, "cloud_tasks_"):
		return class{
			model.Publish: {"cloudtasks.tasks.create"}, model.Read: {"cloudtasks.tasks.fullView"},
			model.Delete: {"cloudtasks.queues.delete", "cloudtasks.queues.purge"},
			model.Manage: {"cloudtasks.queues.setIamPolicy", "cloudtasks.queues.update"},
		}
	case strings.HasPrefix(prefix, "eventarc_"):
		return class{
			model.Publish: {"eventarc.messageBuses.publish", "eventarc.channels.publish", "eventarc.channelConnections.publish"},
			model.Delete:  {"eventarc.messageBuses.delete", "eventarc.channels.delete"},
			model.Manage:  {"eventarc.messageBuses.setIamPolicy", "eventarc.channels.setIamPolicy"},
		}
	}
	return tableClass(prefix)
}

func bucketClass() class {
	return class{
		model.Publish: {"storage.objects.create", "storage.objects.update"}, model.Read: {"storage.objects.get"},
		model.Delete: {"storage.objects.delete", "storage.buckets.delete"},
		model.Manage: {"storage.buckets.setIamPolicy", "storage.buckets.update", "storage.objects.setIamPolicy"},
	}
}

func tableClass(prefix string) class {
	switch {
	case strings.HasPrefix(prefix, "bigquery_"):
		return class{
			model.Publish: {"bigquery.tables.updateData"}, model.Read: {"bigquery.tables.getData"},
			model.Delete: {"bigquery.tables.delete", "bigquery.datasets.delete"},
			model.Manage: {"bigquery.datasets.setIamPolicy", "bigquery.tables.setIamPolicy"},
		}
	case strings.HasPrefix(prefix, "firestore_"), strings.HasPrefix(prefix, "datastore_"):
		return class{
			model.Publish: {"datastore.entities.create", "datastore.entities.update"}, model.Read: {"datastore.entities.get"},
			model.Delete: {"datastore.entities.delete", "datastore.databases.bulkDelete"},
			model.Manage: {"datastore.databases.update"},
		}
	case strings.HasPrefix(prefix, "spanner_"):
		return class{
			model.Publish: {"spanner.databases.write"}, model.Read: {"spanner.databases.select", "spanner.databases.read"},
			model.Delete: {"spanner.databases.drop"}, model.Manage: {"spanner.databases.setIamPolicy", "spanner.databases.updateDdl"},
		}
	case strings.HasPrefix(prefix, "bigtable_"):
		return class{
			model.Publish: {"bigtable.tables.mutateRows"}, model.Read: {"bigtable.tables.readRows"},
			model.Delete: {"bigtable.tables.delete"},
			model.Manage: {"bigtable.tables.setIamPolicy", "bigtable.instances.setIamPolicy"},
		}
	case strings.HasPrefix(prefix, "sourcerepo_"):
		return class{
			model.Publish: {"source.repos.update"}, model.Manage: {"source.repos.setIamPolicy"}, model.Delete: {"source.repos.delete"},
		}
	}
	return nil
}

// abilitiesOf gives the abilities that a role gives on objects of a class, sorted.
func abilitiesOf(role googleiam.Role, c class) []model.Ability {
	var given []model.Ability
	for a, permissions := range c {
		if role.Why != "" || len(role.GivesAny(permissions...)) > 0 {
			given = append(given, a)
		}
	}
	slices.Sort(given)
	return given
}
