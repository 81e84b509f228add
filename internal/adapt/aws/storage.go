package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// storageTypes lists S3, DynamoDB, ECR and EFS.
func storageTypes() map[string]adapter {
	types := bucketTypes()
	for name, a := range map[string]adapter{
		"aws_dynamodb_table":                         {make: makeTable, link: linkTable},
		"aws_dynamodb_resource_policy":               channelPolicy(model.Table, "resource_arn"),
		"aws_dynamodb_kinesis_streaming_destination": {link: linkTableStream},
		"aws_dynamodb_global_table":                  nothing(),
		"aws_dynamodb_table_replica":                 nothing(),
		"data.aws_dynamodb_table":                    dataChannel(model.Table, "name"),

		"aws_ecr_repository":        {make: makeRepository, link: linkRepository},
		"aws_ecr_repository_policy": channelPolicy(model.Registry, "repository"),
		// What expires, is copied to other regions or backed up opens nothing to anybody.
		"aws_ecr_lifecycle_policy":        nothing(),
		"aws_ecr_registry_policy":         {link: registryPolicy},
		"aws_ecrpublic_repository":        {make: makePublicRepository},
		"aws_ecrpublic_repository_policy": channelPolicy(model.Registry, "repository_name"),
		"data.aws_ecr_repository":         dataChannel(model.Registry, "name"),
		"data.aws_ecr_image":              {follow: "repository_name"},
		"data.aws_efs_file_system":        {make: makeDataFilesystem},
		"data.aws_efs_access_point":       {follow: "file_system_id"},
		"data.aws_efs_access_points":      {follow: "file_system_id"},
		"aws_efs_file_system":             {make: makeFilesystem, link: linkFilesystem},
		"aws_efs_access_point":            {follow: "file_system_id"},
		"aws_efs_mount_target":            {follow: "file_system_id"},
		"aws_efs_backup_policy":           nothing(),
		"aws_efs_file_system_policy":      filesystemPolicy(),
	} {
		types[name] = a
	}
	return types
}

func bucketTypes() map[string]adapter {
	return map[string]adapter{
		"aws_s3_bucket":                                      {make: makeBucket, link: linkBucket, finish: ownPolicy},
		"aws_s3_bucket_policy":                               channelPolicy(model.Bucket, "bucket"),
		"aws_s3_bucket_acl":                                  bucketSetting(setACL, doubtACL),
		"aws_s3_bucket_ownership_controls":                   bucketSetting(setOwnership, doubtOwnership),
		"aws_s3_bucket_public_access_block":                  bucketSetting(setBlock, doubtBlock),
		"aws_s3_account_public_access_block":                 {link: linkAccountBlock, finish: linkAccountDoors},
		"aws_s3_bucket_versioning":                           bucketSetting(setVersioning, doubtVersioning),
		"aws_s3_bucket_server_side_encryption_configuration": bucketSetting(setBucketEncryption, doubtBucketEncryption),
		"aws_s3_bucket_notification":                         {link: linkNotification},
		"aws_s3_access_point":                                {make: makeAccessPoint, finish: finishAccessPoint},
		"aws_s3control_access_point_policy":                  accessPointPolicy(),
		"aws_s3control_multi_region_access_point_policy":     {link: doorPolicy("details.0.policy", "details.0.name")},
		"aws_s3control_object_lambda_access_point":           {make: makeObjectLambda, link: linkObjectLambda},
		"aws_s3control_object_lambda_access_point_policy":    objectLambdaPolicy(),
		"aws_s3_bucket_object":                               {follow: "bucket"},
		"aws_s3_object":                                      {follow: "bucket"},
		"data.aws_s3_bucket":                                 dataChannel(model.Bucket, "bucket"),
		"data.aws_s3_object":                                 {follow: "bucket"},
		"data.aws_s3_bucket_object":                          {follow: "bucket"},
	}
}

func bucketSetting(
	set func(resource, *model.Channel), may func(resource, *model.Channel, string),
) adapter {
	return setting[*model.Channel]{path: "bucket", all: channels(model.Bucket), set: set, may: may}.adapter()
}
