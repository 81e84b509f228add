package aws

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/facts"
	"github.com/slsguard/terraform-provider-slsguard/internal/iam"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// managedList gives the documents of a list of policy ARNs.
func (r resource) managedList(path string) []*iam.Document {
	v := r.Attr(path)
	if v.IsAbsent() {
		return nil
	}
	if v.IsUnknown() {
		return r.managed(path)
	}
	var docs []*iam.Document
	origins, unknown := r.managedOrigins(path), 0
	for i, item := range v.Items() {
		if item.IsUnknown() {
			unknown++
			continue
		}
		docs = append(docs, r.b.managedByARN(item.Text(), r.Place(path+"."+base.Itoa(i)), origins))
	}
	if unknown > 0 {
		docs = append(docs, r.unknownManaged(path, unknownPart{count: unknown, others: true})...)
	}
	return docs
}

// managed gives the documents of the managed policy that an attribute names by its ARN. More than one means
// that it may be any of them.
func (r resource) managed(path string) []*iam.Document {
	switch v := r.Attr(path); v.Kind() {
	case plan.String:
		return []*iam.Document{r.b.managedByARN(v.Text(), r.Place(path), r.managedOrigins(path))}
	case plan.Unknown:
		return r.unknownManaged(path, unknownPart{count: 1})
	default:
		return nil
	}
}

// managedOrigins gives the resources that an ARN may be of.
func (r resource) managedOrigins(path string) []*plan.Resource {
	var origins []*plan.Resource
	for _, o := range r.b.Plan.Resolve(r.Resource, path).Origins {
		origins = append(origins, o.Resource)
	}
	return origins
}

// managedByARN gives the document of a policy of which the ARN is known: AWS's own, or one of the plan.
func (b *builder) managedByARN(arn string, at model.Place, origins []*plan.Resource) *iam.Document {
	if doc := b.awsManaged(arn, at); doc != nil {
		return doc
	}
	for _, o := range origins {
		if o.Attr("arn").Text() != arn {
			continue
		}
		if docs := b.policyResource(o, at); len(docs) == 1 {
			return docs[0]
		}
	}
	return iam.UnknownDocument("policy "+arn+" is not in the plan", base.PlaceText(at))
}

// awsManaged gives the document of one of AWS's own policies; nil when there is none of that ARN (or name).
func (b *builder) awsManaged(arn string, at model.Place) *iam.Document {
	text, ok := facts.ManagedPolicy(arn)
	if !ok {
		return nil
	}
	doc, err := b.parse(string(text))
	if err != nil {
		return nil
	}
	made := placed(doc, at, nil)
	made.Managed = arn
	return made
}

// unknownManaged gives the documents that the unknown ARNs of an attribute come from.
func (r resource) unknownManaged(path string, part unknownPart) []*iam.Document {
	res := r.b.Plan.Resolve(r.Resource, path)
	var docs []*iam.Document
	for _, o := range res.Origins {
		if part.others && o.Resource.Attr(o.Attribute).Kind() == plan.String {
			continue // one of the list's known elements
		}
		docs = append(docs, r.b.policyResource(o.Resource, r.Place(path))...)
	}
	for _, c := range res.Constants {
		if doc := r.b.awsManaged(c.Text(), r.Place(path)); doc != nil {
			docs = append(docs, doc)
		}
	}
	why := base.WhyUnknown(path, res)
	if !res.Complete || len(docs) == 0 {
		return append(perhaps(docs, why), iam.UnknownDocument(why, base.PlaceText(r.Place(path))))
	}
	if len(docs) > part.count {
		return perhaps(docs, path+" may be one of several policies")
	}
	return docs
}

// policyResource gives the document of a policy that a resource or data source stands for.
func (b *builder) policyResource(p *plan.Resource, at model.Place) []*iam.Document {
	if p.Type != "aws_iam_policy" {
		return nil
	}
	if p.Mode == plan.Data {
		for _, attribute := range []string{"arn", "name"} {
			if doc := b.awsManaged(p.Attr(attribute).Text(), at); doc != nil {
				return []*iam.Document{doc}
			}
		}
	}
	docs := b.resource(p).documents("policy").whole()
	if len(docs) == 0 {
		docs = append(docs, iam.UnknownDocument(p.Address+" has no policy document in the plan", base.PlaceText(at)))
	}
	return docs
}
