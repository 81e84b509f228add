package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// Contents lists the attributes of the aws provider that hold a secret.
func Contents() base.Contents {
	return base.Contents{
		"aws_iam_access_key":                 {"secret": model.AccessKey, "id": model.AccessKey, "ses_smtp_password_v4": model.AccessKey, "ses_smtp_password": model.AccessKey},
		"aws_secretsmanager_secret_version":  {"secret_string": model.SecretValue, "secret_binary": model.SecretValue},
		"aws_secretsmanager_random_password": {"random_password": model.Password},
		"aws_ssm_parameter":                  {"value": model.SecretValue, "insecure_value": model.Harmless},
		"aws_db_instance":                    {"password": model.Password},
		"aws_rds_cluster":                    {"master_password": model.Password},
		"aws_redshift_cluster":               {"master_password": model.Password},
		"aws_docdb_cluster":                  {"master_password": model.Password},
		"aws_mq_broker":                      {"user": model.Password},
		"aws_elasticache_replication_group":  {"auth_token": model.Password},
		"aws_elasticache_user":               {"passwords": model.Password},
		"aws_cognito_user_pool_client":       {"client_secret": model.Password},
		"aws_api_gateway_api_key":            {"value": model.Password},
		"aws_appsync_api_key":                {"key": model.Password},
		"aws_transfer_ssh_key":               {"body": model.Harmless},
		"aws_lightsail_key_pair":             {"private_key": model.PrivateKey},
		"aws_kms_secrets":                    {"plaintext": model.SecretValue},
		"aws_kms_secret":                     {"plaintext": model.SecretValue},
		"aws_ecr_authorization_token":        {"password": model.Password, "authorization_token": model.Password},
		"aws_eks_cluster_auth":               {"token": model.Password},
	}
}
