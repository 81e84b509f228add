package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// makeRepository adapts aws_ecr_repository.
func makeRepository(r resource) { addChannel(r, model.Registry, r.Head()) }

// linkRepository: images are always encrypted, with S3's keys unless encryption_type is KMS, then with
// alias/aws/ecr unless a key is given (ECR user guide, "Encryption at rest").
func linkRepository(r resource) {
	c, ok := base.Own[*model.Channel](r)
	if !ok {
		return
	}
	const block = "encryption_configuration.0."
	kind := r.Str(block + "encryption_type").Or("AES256")
	e := chosen(r, block+"kms_key", kind, func(s string) bool { return s != "AES256" })
	e.Always = true
	encrypt(c, e)
}

// makePublicRepository adapts aws_ecrpublic_repository, which is there to be read by everyone.
func makePublicRepository(r resource) {
	c := addChannel(r, model.Registry, r.HeadNamed("repository_name"))
	c.Encryption = model.Encryption{Kind: model.Known(model.CloudKey, r.Place("")), Always: true}
}

// makeFilesystem adapts aws_efs_file_system.
func makeFilesystem(r resource) { declareEncrypted(r, r.HeadNamed("creation_token"), "file system") }

// linkFilesystem: a file system is not encrypted unless asked for, then with alias/aws/elasticfilesystem unless a
// key is given (EFS API reference, CreateFileSystem).
func linkFilesystem(r resource) {
	o, ok := base.Own[*model.Encrypted](r)
	if !ok {
		return
	}
	e := keyed(r, "kms_key_id", model.ManagedKey)
	o.Encryption = switched(r.Flag("encrypted").Or(false), e, func(on bool) bool { return on })
	uses(o.Encryption.Key, o)
}

func makeDataFilesystem(r resource) {
	o := declareEncrypted(r, r.HeadNamed("creation_token"), "file system")
	o.Encryption.Kind = model.UnknownValue[model.EncryptionKind](r.Address+" is not managed by this plan", r.Place(""))
}
