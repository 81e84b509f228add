package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// secretTypes lists KMS, Secrets Manager and SSM parameters.
func secretTypes() types {
	return types{
		"aws_kms_key":                  {Make: makeKey, Finish: ownKeyPolicy},
		"aws_kms_external_key":         {Make: makeFixedKey, Finish: ownKeyPolicy},
		"aws_kms_replica_key":          {Make: makeFixedKey, Finish: ownKeyPolicy},
		"aws_kms_replica_external_key": {Make: makeFixedKey, Finish: ownKeyPolicy},
		"aws_kms_key_policy":           keyPolicy(),
		"aws_kms_grant":                keyGrant(),
		"aws_kms_alias":                {Follow: "target_key_id"},
		"aws_kms_ciphertext":           nothing(),
		"data.aws_kms_key":             {Make: makeDataKey},
		"data.aws_kms_alias":           {Make: makeDataKey},

		"aws_secretsmanager_secret":              {Make: makeSecret, Link: linkSecret, Finish: ownSecretPolicy},
		"aws_secretsmanager_secret_policy":       secretPolicy(),
		"aws_secretsmanager_secret_rotation":     secretRotation(),
		"aws_secretsmanager_secret_version":      {Link: linkSecretVersion, Follow: "secret_id"},
		"data.aws_secretsmanager_secret":         {Make: makeDataSecret},
		"data.aws_secretsmanager_secret_version": {Make: readSecretVersion, Follow: "secret_id"},

		"aws_ssm_parameter":      {Make: makeParameter, Link: linkParameter},
		"data.aws_ssm_parameter": {Make: readParameter},
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
