package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// trail adapts aws_cloudtrail. It logs unless switched off, and no data events unless asked for (CloudTrail user guide,
// "Logging data events").
func trail(r resource) {
	a := &model.Audit{
		Head: r.Head(), Kind: model.Trail, On: r.Flag("enable_logging").Or(true), Place: r.Place(""),
		Functions: model.False(), Objects: model.False(), Rows: model.False(),
	}
	for _, types := range dataTypes(r) {
		covers := func(prefix string) model.Truth {
			return types.Match(func(texts []string) bool {
				for _, t := range texts {
					if strings.HasPrefix(t, prefix) {
						return true
					}
				}
				return false
			})
		}
		a.Functions = a.Functions.Or(covers("AWS::Lambda::Function"))
		a.Objects = a.Objects.Or(covers("AWS::S3::Object"))
		a.Rows = a.Rows.Or(covers("AWS::DynamoDB::Table"))
	}
	r.b.Sys.Audits = append(r.b.Sys.Audits, a)
}

// dataTypes gives the types of resources whose data events a trail records, selector by selector.
func dataTypes(r resource) []model.Value[[]string] {
	var all []model.Value[[]string]
	for _, outer := range []string{"event_selector", "advanced_event_selector"} {
		inner, names := ".data_resource", ".type"
		if outer == "advanced_event_selector" {
			inner, names = ".field_selector", ".equals"
		}
		n, known := r.Blocks(outer)
		if !known {
			all = append(all, model.UnknownValue[[]string](r.WhyUnknown(outer), r.Place(outer)))
		}
		for i := range n {
			selector := outer + "." + base.Itoa(i) + inner
			m, known := r.Blocks(selector)
			if !known {
				all = append(all, model.UnknownValue[[]string](r.WhyUnknown(selector), r.Place(selector)))
			}
			for j := range m {
				all = append(all, textsOf(r, selector+"."+base.Itoa(j)+names))
			}
		}
	}
	return all
}

// textsOf reads one text or a list of them.
func textsOf(r resource, path string) model.Value[[]string] {
	if strings.HasSuffix(path, ".type") {
		return model.Map(r.Str(path), one)
	}
	return r.Strs(path)
}

// detector adapts aws_guardduty_detector: it is on unless switched off. Lambda protection is a feature of its own.
func detector(r resource) {
	r.b.Sys.Audits = append(r.b.Sys.Audits, &model.Audit{
		Head: r.unnamed(), Kind: model.Detector, On: r.Flag("enable").Or(true), Place: r.Place(""),
		Functions: model.False(), Objects: model.True(), Rows: model.True(),
	})
}

// detectorFeature adapts aws_guardduty_detector_feature.
func detectorFeature(r resource) {
	on := model.Equals(r.Str("name"), "LAMBDA_NETWORK_LOGS").And(model.Equals(r.Str("status"), "ENABLED"))
	res := r.b.Plan.Resolve(r.Resource, "detector_id")
	at := map[string]bool{}
	for _, o := range res.Origins {
		at[o.Resource.Address] = true
	}
	for _, a := range r.b.Sys.Audits {
		switch {
		case a.Kind != model.Detector:
		case at[a.Address]:
			a.Functions = a.Functions.Or(on)
		case !res.Complete:
			a.Functions = a.Functions.Or(on.And(model.Undecided(base.WhyUnknown("detector_id", res))))
		}
	}
}
