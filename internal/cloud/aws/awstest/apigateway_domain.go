package awstest

import (
	"cmp"
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// Domain is a custom domain name.
type Domain struct {
	Config   wire.Values
	Mappings map[string]wire.Values // base path mappings by path; "(none)" is the root
}

func domainHandlers() map[string]handler {
	return map[string]handler{
		"apigateway.CreateDomainName":      (*World).createDomain,
		"apigateway.GetDomainName":         (*World).getDomain,
		"apigateway.UpdateDomainName":      (*World).updateDomain,
		"apigateway.DeleteDomainName":      (*World).deleteDomain,
		"apigateway.CreateBasePathMapping": (*World).createBasePath,
		"apigateway.GetBasePathMapping":    (*World).getBasePath,
		"apigateway.GetBasePathMappings":   (*World).getBasePaths,
		"apigateway.UpdateBasePathMapping": (*World).updateBasePath,
		"apigateway.DeleteBasePathMapping": (*World).deleteBasePath,
	}
}

func (w *World) domain(in wire.Values) (*Domain, error) {
	if d, ok := w.Domains[in.Str("domainName")]; ok {
		return d, nil
	}
	return nil, fail("NotFoundException", "Invalid domain name identifier specified")
}

func (w *World) createDomain(in wire.Values) (wire.Values, error) {
	name := in.Str("domainName")
	if _, ok := w.Domains[name]; ok {
		return nil, badRequest("The domain name you provided already exists.")
	}
	regional := slices.Contains(in.Map("endpointConfiguration").Strs("types"), "REGIONAL")
	if regional && !in.Has("regionalCertificateArn") {
		return nil, badRequest("Regional endpoint domain names must have a regional certificate")
	}
	in.Or("securityPolicy", "TLS_1_2")
	config := wire.Values{"domainNameStatus": "AVAILABLE", "tags": wire.Values{}}
	config.Take(in, "domainName", "certificateArn", "regionalCertificateArn", "endpointConfiguration", "securityPolicy",
		"mutualTlsAuthentication", "ownershipVerificationCertificateArn", "tags")
	if regional {
		config["regionalDomainName"] = w.id("regional domain", "d-", 10) + ".execute-api." + w.Region + ".amazonaws.com"
		config["regionalHostedZoneId"] = "Z1U9ULNL0V5AJ3" // a hosted zone of AWS's by form
	}
	w.Domains[name] = &Domain{Config: config, Mappings: map[string]wire.Values{}}
	return config, nil
}

func (w *World) getDomain(in wire.Values) (wire.Values, error) {
	d, err := w.domain(in)
	if err != nil {
		return nil, err
	}
	return d.Config, nil
}

func (w *World) updateDomain(in wire.Values) (wire.Values, error) {
	d, err := w.domain(in)
	if err != nil {
		return nil, err
	}
	config, err := (patchable{
		"/certificateArn": patchText, "/regionalCertificateArn": patchText, "/securityPolicy": patchText,
		"/endpointConfiguration/types/*": patchFirst, "/mutualTlsAuthentication/truststoreUri": patchText,
		"/mutualTlsAuthentication/truststoreVersion": patchText, "/mutualTlsAuthentication": patchText,
		"/ownershipVerificationCertificateArn": patchText,
	}).patch(d.Config, in)
	if err != nil {
		return nil, err
	}
	d.Config = config
	return config, nil
}

func (w *World) deleteDomain(in wire.Values) (wire.Values, error) {
	if _, err := w.domain(in); err != nil {
		return nil, err
	}
	delete(w.Domains, in.Str("domainName"))
	return nil, nil
}

func (w *World) createBasePath(in wire.Values) (wire.Values, error) {
	d, err := w.domain(in)
	if err != nil {
		return nil, err
	}
	a, err := w.api(in)
	if err != nil {
		return nil, err
	}
	if stage := in.Str("stage"); stage != "" && a.Stages[stage] == nil {
		return nil, badRequest("Invalid stage identifier specified")
	}
	path := cmp.Or(in.Str("basePath"), "(none)")
	if _, ok := d.Mappings[path]; ok {
		return nil, fail("ConflictException", "Base path already exists for this domain name")
	}
	m := wire.Values{"basePath": path}
	m.Take(in, "restApiId", "stage")
	d.Mappings[path] = m
	return m, nil
}

func (w *World) basePath(in wire.Values) (*Domain, wire.Values, error) {
	d, err := w.domain(in)
	if err != nil {
		return nil, nil, err
	}
	m, ok := d.Mappings[in.Str("basePath")]
	if !ok {
		return nil, nil, fail("NotFoundException", "Invalid base path mapping identifier specified")
	}
	return d, m, nil
}

func (w *World) getBasePath(in wire.Values) (wire.Values, error) {
	_, m, err := w.basePath(in)
	return m, err
}

func (w *World) getBasePaths(in wire.Values) (wire.Values, error) {
	d, err := w.domain(in)
	if err != nil {
		return nil, err
	}
	out := []wire.Values{}
	for _, path := range sortedKeys(d.Mappings) {
		out = append(out, d.Mappings[path])
	}
	return page(w, in, "items", out, apiPaging())
}

func (w *World) updateBasePath(in wire.Values) (wire.Values, error) {
	d, m, err := w.basePath(in)
	if err != nil {
		return nil, err
	}
	m, err = (patchable{"/restapiId": patchText, "/stage": patchText}).patch(m, in)
	if err != nil {
		return nil, err
	}
	if m.Has("restapiId") {
		m["restApiId"] = m["restapiId"] // the path's spelling is AWS's
		delete(m, "restapiId")
	}
	d.Mappings[in.Str("basePath")] = m
	return m, nil
}

func (w *World) deleteBasePath(in wire.Values) (wire.Values, error) {
	d, _, err := w.basePath(in)
	if err != nil {
		return nil, err
	}
	delete(d.Mappings, in.Str("basePath"))
	return nil, nil
}
