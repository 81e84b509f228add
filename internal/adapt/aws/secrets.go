package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// secretTypes lists KMS, Secrets Manager and SSM parameters.
func secretTypes() map[string]adapter {
	return map[string]adapter{
		"aws_kms_key":                  {make: makeKey, finish: ownKeyPolicy},
		"aws_kms_external_key":         {make: makeFixedKey, finish: ownKeyPolicy},
		"aws_kms_replica_key":          {make: makeFixedKey, finish: ownKeyPolicy},
		"aws_kms_replica_external_key": {make: makeFixedKey, finish: ownKeyPolicy},
		"aws_kms_key_policy":           keyPolicy(),
		"aws_kms_grant":                keyGrant(),
		"aws_kms_alias":                {follow: "target_key_id"},
		"aws_kms_ciphertext":           nothing(),
		"data.aws_kms_key":             {make: makeDataKey},
		"data.aws_kms_alias":           {make: makeDataKey},

		"aws_secretsmanager_secret":              {make: makeSecret, link: linkSecret, finish: ownSecretPolicy},
		"aws_secretsmanager_secret_policy":       secretPolicy(),
		"aws_secretsmanager_secret_rotation":     secretRotation(),
		"aws_secretsmanager_secret_version":      {link: linkSecretVersion, follow: "secret_id"},
		"data.aws_secretsmanager_secret":         {make: makeDataSecret},
		"data.aws_secretsmanager_secret_version": {make: readSecretVersion, follow: "secret_id"},

		"aws_ssm_parameter":      {make: makeParameter, link: linkParameter},
		"data.aws_ssm_parameter": {make: readParameter},
	}
}

// allSecrets gives the secrets of the store that secrets' settings name.
func allSecrets(sys *model.System) []*model.Secret {
	var found []*model.Secret
	for _, s := range sys.Secrets {
		if s.Kind == model.StoredSecret {
			found = append(found, s)
		}
	}
	return found
}
