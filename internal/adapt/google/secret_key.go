package google

import (
	"math"
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

const secondsOfDay = 24 * 60 * 60

// makeKey adapts google_kms_crypto_key. It is rotated where a period is given, and only for encryption and decryption with
// one key; a version to be destroyed is kept for 30 days unless told otherwise (Cloud KMS documentation, "Key rotation",
// "Destroy and restore key versions").
func makeKey(r resource) {
	k := newKey(r)
	period := r.Str("rotation_period")
	k.Rotated = model.Known(false, period.Place)
	period.IsSet().Decide(
		func() { k.Rotated = model.Known(true, period.Place) },
		func() {},
		func(why string) { k.Rotated = model.UnknownValue[bool](why, period.Place) },
	)
	k.Period = inDays(period, math.Ceil) // a second over 90 days is over
	k.CanRotate = rotatable(r)
	k.Window = days(r.Str("destroy_scheduled_duration").Or("2592000s"))
}

func newKey(r resource) *model.Key {
	k := &model.Key{
		Head: r.Head(), Rotated: model.NotSet[bool](r.Place("")),
		Period: model.NotSet[int](r.Place("")), Window: model.NotSet[int](r.Place("")),
	}
	r.b.Sys.Keys = append(r.b.Sys.Keys, k)
	r.b.Declare(r, k)
	return k
}

// rotatable tells whether Cloud KMS can rotate the key: symmetric ones whose material it made itself and keeps.
func rotatable(r resource) model.Truth {
	level := base.InBlock(r, "version_template", r.Str("version_template.0.protection_level")).Or("SOFTWARE")
	return model.All(
		model.Equals(r.Str("purpose").Or("ENCRYPT_DECRYPT"), "ENCRYPT_DECRYPT"),
		model.In(level, "EXTERNAL", "EXTERNAL_VPC").Not(),
		model.IsTrue(r.Flag("import_only")).Not(),
	)
}

// makeRing adapts google_kms_key_ring as what takes the place of its keys where the plan declares none: what is granted on
// it holds for all of them.
func makeRing(r resource) {
	k := newKey(r)
	k.Outside, k.CanRotate = true, model.False()
}

// makeHandledKey adapts google_kms_key_handle, for which Autokey makes a key as Google recommends.
func makeHandledKey(r resource) { newKey(r).CanRotate = model.False() }

func makeDataKey(r resource) {
	k := newKey(r)
	k.PolicyWhy = r.Address + " is not managed by this plan"
	k.CanRotate = model.Undecided(k.PolicyWhy)
	k.Rotated = model.UnknownValue[bool](k.PolicyWhy, r.Place(""))
}

// days reads a duration such as "7776000s" as whole days.
func days(v model.Value[string]) model.Value[int] { return inDays(v, math.Floor) }

func inDays(v model.Value[string], round func(float64) float64) model.Value[int] {
	text, known := v.Get()
	seconds, err := strconv.ParseFloat(strings.TrimSuffix(text, "s"), 64)
	if known && err != nil {
		return model.UnknownValue[int](v.Place.Attribute()+" has a form that is not understood", v.Place)
	}
	return model.Map(v, func(string) int { return int(round(seconds / secondsOfDay)) })
}
