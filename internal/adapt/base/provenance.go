package base

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// Contents lists the attributes that hold a secret, by type (managed or data), as the providers' documentation marks
// them, so that secrets are told from names and ids when they are handed on.
type Contents map[string]map[string]model.Content

// Common are those of providers that belong to no cloud.
func Common() Contents {
	return Contents{
		"random_password":      {"result": model.Password, "bcrypt_hash": model.Password},
		"random_string":        {"result": model.Password},
		"tls_private_key":      {"private_key_pem": model.PrivateKey, "private_key_openssh": model.PrivateKey, "private_key_pem_pkcs8": model.PrivateKey},
		"vault_generic_secret": {"data": model.SecretValue, "data_json": model.SecretValue},
		"vault_kv_secret_v2":   {"data": model.SecretValue, "data_json": model.SecretValue},
	}
}

// Provenance turns a resolution into what rules need to know of a value's source.
func (b *Builder) Provenance(res plan.Resolution) []model.Provenance {
	var from []model.Provenance
	for _, o := range res.Origins {
		if o.ByValue {
			continue
		}
		place := model.PlaceOf(o.Resource.Address, o.Attribute)
		from = append(from, model.Provenance{
			Place: place, Holds: b.Contents.of(o), Note: strings.TrimSuffix(o.Resource.Address+"."+o.Attribute, "."),
		})
	}
	return from
}

// of tells what an origin gives. A parameter of AWS holds a secret only if it is meant to.
func (c Contents) of(o plan.Origin) model.Content {
	attributes := c[o.Resource.Type]
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
