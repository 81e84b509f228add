package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// storageTypes lists S3, DynamoDB, ECR and EFS.
func storageTypes() types {
	return base.Join(bucketTypes(), types{
		"aws_dynamodb_table":                         {Make: makeTable, Link: linkTable},
		"aws_dynamodb_resource_policy":               channelPolicy(model.Table, "resource_arn"),
		"aws_dynamodb_kinesis_streaming_destination": {Link: linkTableStream},
		"aws_dynamodb_global_table":                  nothing(),
		"aws_dynamodb_table_replica":                 nothing(),
		"data.aws_dynamodb_table":                    dataChannel(model.Table, "name"),

		"aws_ecr_repository":        {Make: makeRepository, Link: linkRepository},
		"aws_ecr_repository_policy": channelPolicy(model.Registry, "repository"),
		// What expires, is copied to other regions or backed up opens nothing to anybody.
		"aws_ecr_lifecycle_policy":        nothing(),
		"aws_ecr_registry_policy":         {Link: registryPolicy},
		"aws_ecrpublic_repository":        {Make: makePublicRepository},
		"aws_ecrpublic_repository_policy": channelPolicy(model.Registry, "repository_name"),
		"data.aws_ecr_repository":         dataChannel(model.Registry, "name"),
		"data.aws_ecr_image":              {Follow: "repository_name"},
		"data.aws_efs_file_system":        {Make: makeDataFilesystem},
		"data.aws_efs_access_point":       {Follow: "file_system_id"},
		"data.aws_efs_access_points":      {Follow: "file_system_id"},
		"aws_efs_file_system":             {Make: makeFilesystem, Link: linkFilesystem},
		"aws_efs_access_point":            {Follow: "file_system_id"},
		"aws_efs_mount_target":            {Follow: "file_system_id"},
		"aws_efs_backup_policy":           nothing(),
		"aws_efs_file_system_policy":      filesystemPolicy(),
	})
}

func bucketTypes() types {
	return types{
		"aws_s3_bucket":                                      {Make: makeBucket, Link: linkBucket, Finish: ownPolicy},
		"aws_s3_bucket_policy":                               channelPolicy(model.Bucket, "bucket"),
		"aws_s3_bucket_acl":                                  bucketSetting(setACL, doubtACL),
		"aws_s3_bucket_ownership_controls":                   bucketSetting(setOwnership, doubtOwnership),
		"aws_s3_bucket_public_access_block":                  bucketSetting(setBlock, doubtBlock),
		"aws_s3_account_public_access_block":                 {Link: linkAccountBlock, Finish: linkAccountDoors},
		"aws_s3_bucket_versioning":                           bucketSetting(setVersioning, doubtVersioning),
		"aws_s3_bucket_server_side_encryption_configuration": bucketSetting(setBucketEncryption, doubtBucketEncryption),
		"aws_s3_bucket_notification":                         {Link: linkNotification},
		"aws_s3_access_point":                                {Make: makeAccessPoint, Finish: finishAccessPoint},
		"aws_s3control_access_point_policy":                  accessPointPolicy(),
		"aws_s3control_multi_region_access_point_policy":     {Link: doorPolicy("details.0.policy", "details.0.name")},
		"aws_s3control_object_lambda_access_point":           {Make: makeObjectLambda, Link: linkObjectLambda},
		"aws_s3control_object_lambda_access_point_policy":    objectLambdaPolicy(),
		"aws_s3_bucket_object":                               {Follow: "bucket"},
		"aws_s3_object":                                      {Follow: "bucket"},
		"data.aws_s3_bucket":                                 dataChannel(model.Bucket, "bucket"),
		"data.aws_s3_object":                                 {Follow: "bucket"},
		"data.aws_s3_bucket_object":                          {Follow: "bucket"},
	}
}

func bucketSetting(
	set func(resource, *model.Channel), may func(resource, *model.Channel, string),
) adapter {
	return setting[*model.Channel]{Path: "bucket", All: channels(model.Bucket), Set: set, May: may}.Adapter()
}
