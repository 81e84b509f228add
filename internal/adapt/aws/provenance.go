package aws

import (
	"strconv"
	"strings"
	"sync"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

func itoa(i int) string { return strconv.Itoa(i) }

// secretSource reports whether resources of a type (managed or data) are kept only because their attributes can
// hold secrets, which must be told from names and ARNs when they are handed on.
func secretSource(typ string) bool {
	_, ok := secretAttributes()[typ]
	return ok
}

// secretAttributes lists the attributes that hold a secret, by type, as the providers' documentation marks them.
var secretAttributes = sync.OnceValue(func() map[string]map[string]model.Content {
	return map[string]map[string]model.Content{
		"random_password":                    {"result": model.Password, "bcrypt_hash": model.Password},
		"random_string":                      {"result": model.Password},
		"tls_private_key":                    {"private_key_pem": model.PrivateKey, "private_key_openssh": model.PrivateKey, "private_key_pem_pkcs8": model.PrivateKey},
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
		"vault_generic_secret":               {"data": model.SecretValue, "data_json": model.SecretValue},
		"vault_kv_secret_v2":                 {"data": model.SecretValue, "data_json": model.SecretValue},
	}
})

// provenance turns a resolution into what rules need to know of a value's source.
func (b *builder) provenance(res plan.Resolution) []model.Provenance {
	var from []model.Provenance
	for _, o := range res.Origins {
		if o.ByValue {
			continue
		}
		place := model.Place{Address: o.Resource.Address, Attribute: o.Attribute}
		from = append(from, model.Provenance{
			Place: place, Holds: content(o), Note: strings.TrimSuffix(o.Resource.Address+"."+o.Attribute, "."),
		})
	}
	return from
}

func content(o plan.Origin) model.Content {
	attributes := secretAttributes()[o.Resource.Type]
	first, _, _ := strings.Cut(o.Attribute, ".")
	if held, ok := attributes[first]; ok {
		if o.Resource.Type == "aws_ssm_parameter" && o.Resource.Attr("type").Text() != "SecureString" {
			return model.Harmless
		}
		return held
	}
	if o.Resource.Attr(o.Attribute).Sensitive() {
		return model.Unclassified
	}
	return model.Harmless
}
