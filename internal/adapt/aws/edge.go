package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// edge is what the adapters of CDNs, load balancers and firewalls share during one run: what a third resource
// says of two others, gathered in the link pass and used in the finish pass.
type edge struct {
	firewalls map[*plan.Resource]model.Truth                   // of load balancers
	groups    map[*plan.Resource][]model.Link[*model.Function] // functions of target groups
	listeners map[*plan.Resource]bool                          // listeners that are already a delivery
	sources   map[*model.API][]model.Link[*model.Function]     // functions of GraphQL APIs
	fronts    map[*plan.Resource]*model.Endpoint               // CDNs that stand before something serverless
}

func edgeTypes() types {
	x := &edge{
		firewalls: map[*plan.Resource]model.Truth{},
		groups:    map[*plan.Resource][]model.Link[*model.Function]{},
		listeners: map[*plan.Resource]bool{},
		sources:   map[*model.API][]model.Link[*model.Function]{},
		fronts:    map[*plan.Resource]*model.Endpoint{},
	}
	return base.Join(
		x.graphTypes(), cognitoTypes(), x.balancerTypes(),
		types{
			"aws_cloudfront_distribution": {Link: x.linkDistribution, Finish: x.finishDistribution},
			// ACLs are kept so that references to them are known to be set.
			"aws_waf_web_acl":                     nothing(),
			"aws_wafv2_web_acl":                   nothing(),
			"aws_wafregional_web_acl":             nothing(),
			"aws_wafv2_web_acl_association":       {Link: x.linkFirewall},
			"aws_wafregional_web_acl_association": {Link: x.linkFirewall},
		},
	)
}
