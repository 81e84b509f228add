package integrity

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// mutableImage finds functions whose image is named by a tag, which can be moved.
func mutableImage() rule.Rule {
	return rule.Rule{
		ID: "SLS303", Name: "mutable-image",
		Severity: rule.Medium, Profile: rule.Recommended,
		Title: "The function's container image is named by a tag that can be moved",
		Why: "Whoever may push to the repository puts another image under the same tag, and the next deployment runs it with the " +
			"function's permissions. The plan that somebody approved shows no change.",
		Remedy: map[model.Cloud]string{
			model.AWS: "image_uri = \"${aws_ecr_repository.orders.repository_url}@${data.aws_ecr_image.orders.image_digest}\"",
			model.Azure: "docker {\n  registry_url = azurerm_container_registry.orders.login_server\n" +
				"  image_name   = \"orders@sha256\" # Azure puts a colon between the name and the tag\n" +
				"  image_tag    = \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"\n}",
			model.Google: "image = \"${google_artifact_registry_repository.apps.registry_uri}/orders@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"",
		},
		Unknown: "The image is known only after apply, and what it is made of does not tell whether it ends in a digest.",
		References: []string{
			"https://docs.aws.amazon.com/lambda/latest/dg/images-create.html",
			"https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
			"https://learn.microsoft.com/azure/azure-functions/functions-how-to-custom-container",
			"https://learn.microsoft.com/azure/container-registry/container-registry-image-tag-version",
			"https://cloud.google.com/run/docs/deploying",
			"https://cloud.google.com/artifact-registry/docs/docker/names",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017"}, CSA: []string{"SAS-3", "SAS-6"}, CWE: []int{494, 829}, NIST: []string{"CM-14", "SI-7"},
		},
		Check: rule.ForEach(functions, checkImage),
	}
}

func checkImage(f *model.Function, r *rule.Reporter) {
	if isFalse(f.Image.IsSet()) {
		return
	}
	floating := f.Image.IsSet().And(f.Package.ImagePinned.Not())
	if isTrue(f.Package.ImageLatest) {
		r.FailIf(floating, f.Image.Place, "Function %q runs whichever image was pushed last: its image has no tag of its own and no digest.", f.Label()).
			As(rule.High)
		return
	}
	r.FailIf(floating, f.Image.Place, "Function %q names its image by a tag: whoever pushes to the repository decides what it runs.", f.Label())
}
