package aws

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/apigateway/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// wholeDomain is API Gateway's word for the empty base path.
const wholeDomain = "(none)"

// ensureDomain brings the custom domain to what is wanted, and removes one that is no longer.
func (d *Deployer) ensureDomain(ctx context.Context, l *ledger, api string, want *harden.API) error {
	for _, name := range l.objects.All(domainObject) {
		if want.Domain == nil || want.Domain.Name != name {
			if err := d.deleteDomain(ctx, l, name); err != nil {
				return err
			}
		}
	}
	if want.Domain == nil {
		return nil
	}
	err := d.deployDomain(ctx, l, *want.Domain)
	if err == nil {
		err = d.mapDomain(ctx, api, want)
	}
	if err != nil {
		return fmt.Errorf("domain %s: %w", want.Domain.Name, err)
	}
	return nil
}

func (d *Deployer) deployDomain(ctx context.Context, l *ledger, want harden.Domain) error {
	out, err := d.Gateway.GetDomainName(ctx, &apigateway.GetDomainNameInput{DomainName: &want.Name})
	switch {
	case gone(err):
		return d.createDomain(ctx, l, want)
	case err != nil:
		return err
	case l.id(domainObject) == "" && !l.owns(out.Tags):
		return errForeign
	}
	l.made(domainObject, want.Name)
	return d.updateDomain(ctx, readDomain(out), want)
}

func (d *Deployer) createDomain(ctx context.Context, l *ledger, want harden.Domain) error {
	l.begin(domainObject, want.Name)
	in := &apigateway.CreateDomainNameInput{
		DomainName: &want.Name, RegionalCertificateArn: &want.Certificate, SecurityPolicy: types.SecurityPolicy(want.SecurityPolicy),
		EndpointConfiguration: &types.EndpointConfiguration{Types: []types.EndpointType{types.EndpointTypeRegional}}, Tags: l.tags(),
	}
	if want.Truststore != "" {
		in.MutualTlsAuthentication = &types.MutualTlsAuthenticationInput{
			TruststoreUri: &want.Truststore, TruststoreVersion: text(want.TruststoreVersion),
		}
	}
	err := d.gateway(ctx, func() error {
		_, err := d.Gateway.CreateDomainName(ctx, in)
		return err
	})
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	l.made(domainObject, want.Name)
	return d.awaitDomain(ctx, want.Name)
}

// awaitDomain waits until the domain takes changes again.
func (d *Deployer) awaitDomain(ctx context.Context, name string) error {
	return d.await(ctx, "domain "+name+" to be available", changeLimit, func() (bool, string, error) {
		out, err := d.Gateway.GetDomainName(ctx, &apigateway.GetDomainNameInput{DomainName: &name})
		if err != nil {
			return false, "", err
		}
		s := out.DomainNameStatus
		return s == "" || s == types.DomainNameStatusAvailable, "status " + string(s), nil
	})
}

func (d *Deployer) updateDomain(ctx context.Context, have, want harden.Domain) error {
	var p patches
	p.replaceIf(have.Certificate != want.Certificate, "/regionalCertificateArn", want.Certificate)
	p.replaceIf(have.SecurityPolicy != want.SecurityPolicy, "/securityPolicy", want.SecurityPolicy)
	p.replaceIf(have.Truststore != want.Truststore, "/mutualTlsAuthentication/truststoreUri", want.Truststore)
	p.replaceIf(have.TruststoreVersion != want.TruststoreVersion, "/mutualTlsAuthentication/truststoreVersion", want.TruststoreVersion)
	if len(p) == 0 {
		return nil
	}
	err := d.gateway(ctx, func() error {
		_, err := d.Gateway.UpdateDomainName(ctx, &apigateway.UpdateDomainNameInput{DomainName: &want.Name, PatchOperations: p})
		return err
	})
	if err != nil {
		return fmt.Errorf("update: %w", err)
	}
	return d.awaitDomain(ctx, want.Name)
}

func readDomain(out *apigateway.GetDomainNameOutput) harden.Domain {
	domain := harden.Domain{
		Name: awssdk.ToString(out.DomainName), Certificate: awssdk.ToString(out.RegionalCertificateArn),
		SecurityPolicy: string(out.SecurityPolicy),
	}
	if m := out.MutualTlsAuthentication; m != nil {
		domain.Truststore, domain.TruststoreVersion = awssdk.ToString(m.TruststoreUri), awssdk.ToString(m.TruststoreVersion)
	}
	return domain
}

// mapDomain points the domain at the stage.
func (d *Deployer) mapDomain(ctx context.Context, api string, want *harden.API) error {
	name := want.Domain.Name
	have, err := d.Gateway.GetBasePathMapping(ctx, &apigateway.GetBasePathMappingInput{DomainName: &name, BasePath: text(wholeDomain)})
	if gone(err) {
		return d.gateway(ctx, func() error {
			_, err := d.Gateway.CreateBasePathMapping(ctx, &apigateway.CreateBasePathMappingInput{
				DomainName: &name, RestApiId: &api, Stage: &want.Stage.Name,
			})
			return err
		})
	}
	if err != nil {
		return err
	}
	var p patches
	p.replaceIf(awssdk.ToString(have.RestApiId) != api, "/restapiId", api)
	p.replaceIf(awssdk.ToString(have.Stage) != want.Stage.Name, "/stage", want.Stage.Name)
	if len(p) == 0 {
		return nil
	}
	return d.gateway(ctx, func() error {
		_, err := d.Gateway.UpdateBasePathMapping(ctx, &apigateway.UpdateBasePathMappingInput{
			DomainName: &name, BasePath: text(wholeDomain), PatchOperations: p,
		})
		return err
	})
}

func (d *Deployer) deleteDomain(ctx context.Context, l *ledger, name string) error {
	err := d.gateway(ctx, func() error {
		_, err := d.Gateway.DeleteBasePathMapping(ctx, &apigateway.DeleteBasePathMappingInput{DomainName: &name, BasePath: text(wholeDomain)})
		return unlessGone(err)
	})
	if err == nil {
		err = d.gateway(ctx, func() error {
			_, err := d.Gateway.DeleteDomainName(ctx, &apigateway.DeleteDomainNameInput{DomainName: &name})
			return unlessGone(err)
		})
	}
	if err != nil {
		return fmt.Errorf("delete domain %s: %w", name, err)
	}
	l.removed(domainObject, name)
	return nil
}

// ensureUsagePlan ties API keys to the stage. An API key counts calls and names a client; it is never the authorization.
func (d *Deployer) ensureUsagePlan(ctx context.Context, l *ledger, api string, t *harden.Trigger) error {
	want := t.API
	if len(want.APIKeys) == 0 {
		for _, id := range l.objects.All(usagePlanObject) {
			if err := d.deleteUsagePlan(ctx, l, id); err != nil {
				return err
			}
		}
		return nil
	}
	id, err := d.usagePlan(ctx, l, api, want)
	if err == nil {
		err = d.ensurePlanKeys(ctx, id, want.APIKeys)
	}
	if err != nil {
		return fmt.Errorf("usage plan %s: %w", want.Name, err)
	}
	return nil
}

func (d *Deployer) usagePlan(ctx context.Context, l *ledger, api string, want *harden.API) (string, error) {
	if id := l.id(usagePlanObject); id != "" {
		out, err := d.Gateway.GetUsagePlan(ctx, &apigateway.GetUsagePlanInput{UsagePlanId: &id})
		if err == nil {
			return id, d.updateUsagePlan(ctx, id, api, out, want)
		}
		if !gone(err) {
			return id, err
		}
		l.removed(usagePlanObject, id)
	}
	if l.id(usagePlanObject+begun) != "" {
		if id, err := d.findUsagePlan(ctx, l); err != nil || id != "" {
			return id, err
		}
	}
	l.begin(usagePlanObject, want.Name)
	out, err := d.Gateway.CreateUsagePlan(ctx, &apigateway.CreateUsagePlanInput{
		Name: &want.Name, ApiStages: []types.ApiStage{{ApiId: &api, Stage: &want.Stage.Name}}, Tags: l.tags(),
		Throttle: &types.ThrottleSettings{RateLimit: want.Stage.Rate, BurstLimit: *number(want.Stage.Burst)},
	})
	if err != nil {
		return "", fmt.Errorf("create: %w", err)
	}
	l.made(usagePlanObject, awssdk.ToString(out.Id))
	return awssdk.ToString(out.Id), nil
}

// updateUsagePlan sets the limits for each key, and ties the plan to the stage again if somebody took it off.
func (d *Deployer) updateUsagePlan(ctx context.Context, id, api string, have *apigateway.GetUsagePlanOutput, want *harden.API) error {
	var p patches
	limits := types.ThrottleSettings{}
	if have.Throttle != nil {
		limits = *have.Throttle
	}
	p.replaceIf(limits.RateLimit != want.Stage.Rate, "/throttle/rateLimit", strconv.FormatFloat(want.Stage.Rate, 'f', -1, 64))
	p.replaceIf(int(limits.BurstLimit) != want.Stage.Burst, "/throttle/burstLimit", strconv.Itoa(want.Stage.Burst))
	tied := slices.ContainsFunc(have.ApiStages, func(s types.ApiStage) bool {
		return awssdk.ToString(s.ApiId) == api && awssdk.ToString(s.Stage) == want.Stage.Name
	})
	if !tied {
		p = append(p, types.PatchOperation{Op: types.OpAdd, Path: text("/apiStages"), Value: text(api + ":" + want.Stage.Name)})
	}
	if len(p) == 0 {
		return nil
	}
	return d.gateway(ctx, func() error {
		_, err := d.Gateway.UpdateUsagePlan(ctx, &apigateway.UpdateUsagePlanInput{UsagePlanId: &id, PatchOperations: p})
		return err
	})
}

func (d *Deployer) findUsagePlan(ctx context.Context, l *ledger) (string, error) {
	pages := apigateway.NewGetUsagePlansPaginator(d.Gateway, &apigateway.GetUsagePlansInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return "", err
		}
		for _, p := range page.Items {
			if l.owns(p.Tags) {
				l.made(usagePlanObject, awssdk.ToString(p.Id))
				return awssdk.ToString(p.Id), nil
			}
		}
	}
	return "", nil
}

// planKeys gives the ids of the plan's keys, in order.
func (d *Deployer) planKeys(ctx context.Context, plan string) ([]string, error) {
	var ids []string
	pages := apigateway.NewGetUsagePlanKeysPaginator(d.Gateway, &apigateway.GetUsagePlanKeysInput{UsagePlanId: &plan})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, k := range page.Items {
			ids = append(ids, awssdk.ToString(k.Id))
		}
	}
	slices.Sort(ids)
	return ids, nil
}

func (d *Deployer) ensurePlanKeys(ctx context.Context, plan string, want []string) error {
	have, err := d.planKeys(ctx, plan)
	if err != nil {
		return fmt.Errorf("read keys: %w", err)
	}
	for _, id := range want {
		if slices.Contains(have, id) {
			continue
		}
		if _, err := d.Gateway.CreateUsagePlanKey(ctx, &apigateway.CreateUsagePlanKeyInput{
			UsagePlanId: &plan, KeyId: &id, KeyType: text("API_KEY"),
		}); err != nil {
			return fmt.Errorf("add key %s: %w", id, err)
		}
	}
	for _, id := range have {
		if slices.Contains(want, id) {
			continue
		}
		_, err := d.Gateway.DeleteUsagePlanKey(ctx, &apigateway.DeleteUsagePlanKeyInput{UsagePlanId: &plan, KeyId: &id})
		if unlessGone(err) != nil {
			return fmt.Errorf("remove key %s: %w", id, err)
		}
	}
	return nil
}

// deleteUsagePlan takes the plan off its stage first: API Gateway deletes none that has one.
func (d *Deployer) deleteUsagePlan(ctx context.Context, l *ledger, id string) error {
	out, err := d.Gateway.GetUsagePlan(ctx, &apigateway.GetUsagePlanInput{UsagePlanId: &id})
	if err == nil && len(out.ApiStages) > 0 {
		var p patches
		for _, s := range out.ApiStages {
			value := awssdk.ToString(s.ApiId) + ":" + awssdk.ToString(s.Stage)
			p = append(p, types.PatchOperation{Op: types.OpRemove, Path: text("/apiStages"), Value: &value})
		}
		_, err = d.Gateway.UpdateUsagePlan(ctx, &apigateway.UpdateUsagePlanInput{UsagePlanId: &id, PatchOperations: p})
	}
	if err == nil {
		_, err = d.Gateway.DeleteUsagePlan(ctx, &apigateway.DeleteUsagePlanInput{UsagePlanId: &id})
	}
	if unlessGone(err) != nil {
		return fmt.Errorf("delete usage plan %s: %w", id, err)
	}
	l.removed(usagePlanObject, id)
	return nil
}
