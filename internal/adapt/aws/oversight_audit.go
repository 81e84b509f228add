package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// trail adapts aws_cloudtrail. It logs unless switched off, and no data events unless asked for (CloudTrail user guide,
// "Logging data events").
func trail(r resource) {
	a := &model.Audit{
		Head: r.head(), Kind: model.Trail, On: r.flag("enable_logging").Or(true), Place: r.place(""),
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
	r.b.sys.Audits = append(r.b.sys.Audits, a)
}

// dataTypes gives the types of resources whose data events a trail records, selector by selector.
func dataTypes(r resource) []model.Value[[]string] {
	var all []model.Value[[]string]
	for _, outer := range []string{"event_selector", "advanced_event_selector"} {
		inner, names := ".data_resource", ".type"
		if outer == "advanced_event_selector" {
			inner, names = ".field_selector", ".equals"
		}
		n, known := r.blocks(outer)
		if !known {
			all = append(all, model.UnknownValue[[]string](r.whyUnknown(outer), r.place(outer)))
		}
		for i := range n {
			selector := outer + "." + itoa(i) + inner
			m, known := r.blocks(selector)
			if !known {
				all = append(all, model.UnknownValue[[]string](r.whyUnknown(selector), r.place(selector)))
			}
			for j := range m {
				all = append(all, textsOf(r, selector+"."+itoa(j)+names))
			}
		}
	}
	return all
}

// textsOf reads one text or a list of them.
func textsOf(r resource, path string) model.Value[[]string] {
	if strings.HasSuffix(path, ".type") {
		return model.Map(r.str(path), one)
	}
	return r.strs(path)
}

// detector adapts aws_guardduty_detector: it is on unless switched off. Lambda protection is a feature of its own.
func detector(r resource) {
	r.b.sys.Audits = append(r.b.sys.Audits, &model.Audit{
		Head: r.unnamed(), Kind: model.Detector, On: r.flag("enable").Or(true), Place: r.place(""),
		Functions: model.False(), Objects: model.True(), Rows: model.True(),
	})
}

// detectorFeature adapts aws_guardduty_detector_feature.
func detectorFeature(r resource) {
	on := model.Equals(r.str("name"), "LAMBDA_NETWORK_LOGS").And(model.Equals(r.str("status"), "ENABLED"))
	res := r.b.plan.Resolve(r.Resource, "detector_id")
	at := map[string]bool{}
	for _, o := range res.Origins {
		at[o.Resource.Address] = true
	}
	for _, a := range r.b.sys.Audits {
		switch {
		case a.Kind != model.Detector:
		case at[a.Address]:
			a.Functions = a.Functions.Or(on)
		case !res.Complete:
			a.Functions = a.Functions.Or(on.And(model.Undecided(whyUnknown("detector_id", res))))
		}
	}
}
