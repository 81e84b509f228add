package google

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// Contents lists the attributes of the google and google-beta providers that hold a secret. Data sources count as their
// types.
func Contents() base.Contents {
	value := map[string]model.Content{"secret_data": model.SecretValue}
	return base.Contents{
		"google_secret_manager_secret_version":                 value,
		"google_secret_manager_secret_version_access":          value,
		"google_secret_manager_regional_secret_version":        value,
		"google_secret_manager_regional_secret_version_access": value,
		"google_kms_secret":                                    {"plaintext": model.SecretValue},
		"google_kms_secret_ciphertext":                         {"plaintext": model.SecretValue},
		"google_service_account_key":                           {"private_key": model.AccessKey},
		"google_storage_hmac_key":                              {"secret": model.AccessKey},
		"google_service_account_access_token":                  {"access_token": model.Password},
		"google_client_config":                                 {"access_token": model.Password},
		"google_sql_database_instance":                         {"root_password": model.Password},
		"google_sql_user":                                      {"password": model.Password},
		"google_sql_ssl_cert":                                  {"private_key": model.PrivateKey},
		"google_alloydb_user":                                  {"password": model.Password},
		"google_redis_instance":                                {"auth_string": model.Password},
		"google_apikeys_key":                                   {"key_string": model.Password},
		"google_iap_client":                                    {"secret": model.Password},
	}
}
