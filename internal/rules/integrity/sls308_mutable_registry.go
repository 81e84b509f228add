package integrity

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/rule"
)

// mutableRegistry finds repositories of images whose tags can be moved, or whose images nobody looks through. That
// strangers may read a repository is SLS411's matter, that they may write to it SLS306's.
func mutableRegistry() rule.Rule {
	return rule.Rule{
		ID: "SLS308", Name: "mutable-registry",
		Severity: rule.Low, Profile: rule.Recommended,
		Title: "The image repository lets tags be moved, scans nothing, or knows no single users",
		Why: "Where a tag can be moved, whoever may push replaces an image that was tested by one that was not, under the same name. " +
			"Where nothing is scanned, images with published flaws run for months. And where one password is everybody's, or none " +
			"is asked for, nobody can tell who pushed or pulled.",
		Remedy: map[model.Cloud]string{
			model.AWS:    `image_tag_mutability = "IMMUTABLE"`,
			model.Azure:  "admin_enabled          = false\nanonymous_pull_enabled = false",
			model.Google: "docker_config {\n  immutable_tags = true\n}",
		},
		Unknown: "A setting of the repository, or of its registry, is known only after apply.",
		References: []string{
			"https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
			"https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
			"https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html",
			"https://learn.microsoft.com/azure/container-registry/container-registry-authentication",
			"https://learn.microsoft.com/azure/container-registry/anonymous-pull-access",
			"https://cloud.google.com/artifact-registry/docs/docker/prevent-tag-changes",
			"https://cloud.google.com/artifact-analysis/docs/enable-automatic-scanning",
		},
		Mappings: rule.Mappings{
			OWASP: []string{"A6:2017", "A9:2017"}, CSA: []string{"SAS-3", "SAS-6"}, CWE: []int{345, 1104},
			FSBP: []string{"ECR.1", "ECR.2"}, NIST: []string{"CM-14", "RA-5", "SI-7"},
		},
		Covers: []string{
			"checkov:CKV_AWS_51", "trivy:AWS-0031", "kics:d1846b12", "fsbp:ECR.2",
			"checkov:CKV_AZURE_137", "checkov:CKV_AZURE_138", "kics:b897dfbf",
		},
		Check: rule.ForEach(repositories, checkRepository),
	}
}

// repositories gives those that the plan declares and that take settings of this kind: public ones do not.
func repositories(s *model.System) []*model.Channel {
	var all []*model.Channel
	for _, c := range model.OwnChannels(s) {
		if c.Kind == model.Registry && c.Type != "aws_ecrpublic_repository" {
			all = append(all, c)
		}
	}
	return all
}

// checkRepository asks about scans only where functions are deployed from it: what else images are for, and what scans
// them then, others know.
func checkRepository(c *model.Channel, r *rule.Reporter) {
	deployed := deployedFrom(c)
	checkRegistryUsers(c, deployed, r)
	moved := r.FailIf(model.IsTrue(c.Images.Mutable), c.Images.Mutable.Place, "Tags in repository %q can be moved to other images.", c.Label())
	if len(deployed) == 0 {
		moved.In(rule.Strict)
		return
	}
	hopDeployed(moved, deployed)
	if c.Images.Scanned.Place.Address() == "" {
		return // that is a matter of the whole account
	}
	hopDeployed(r.FailIf(model.Equals(c.Images.Scanned, false), c.Images.Scanned.Place,
		"Images that are pushed to repository %q are not scanned.", c.Label()).
		RemedyOn(model.AWS, "image_scanning_configuration {\n  scan_on_push = true\n}").
		RemedyOn(model.Google, "vulnerability_scanning_config {\n  enablement_config = \"INHERITED\"\n}"), deployed)
}

// checkRegistryUsers asks who a registry takes its users for.
func checkRegistryUsers(c *model.Channel, deployed []*model.Function, r *rule.Reporter) {
	admin := r.FailIf(model.IsTrue(c.Images.SharedAdmin), c.Images.SharedAdmin.Place,
		"Whoever has the admin password of %s %q replaces every image in it, and nobody can tell who did.", c.Noun(), c.Label()).As(rule.Medium)
	hopDeployed(admin, deployed)
	open := r.FailIf(model.IsTrue(c.Images.Anonymous), c.Images.Anonymous.Place,
		"Anyone can pull images from %s %q, with all that is built into them.", c.Noun(), c.Label()).As(rule.High)
	hopDeployed(open, deployed)
}
