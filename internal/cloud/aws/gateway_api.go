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

// ensureAPI brings a REST API with its one stage to what is wanted. t has the real ARN of its key.
func (d *Deployer) ensureAPI(ctx context.Context, l *ledger, t *harden.Trigger) error {
	if err := d.ensureLogGroup(ctx, l, t.Scope, t.API.LogGroup); err != nil {
		return err
	}
	id, err := d.ensureRestAPI(ctx, l, t.API)
	if err != nil {
		return err
	}
	bound := t.Bind("", id)
	if err := d.ensurePolicy(ctx, id, bound.API); err != nil {
		return err
	}
	if err := d.ensureRoutes(ctx, id, &bound); err != nil {
		return err
	}
	if err := d.ensureStage(ctx, l, id, t); err != nil {
		return fmt.Errorf("stage %s: %w", t.API.Stage.Name, err)
	}
	if err := d.ensureFirewall(ctx, l, id, t); err != nil {
		return err
	}
	if err := d.ensureUsagePlan(ctx, l, id, t); err != nil {
		return err
	}
	return d.ensureDomain(ctx, l, id, t.API)
}

// gatewayBusy tells that API Gateway wants to be asked again: it takes few changes a second.
func gatewayBusy(err error) bool {
	return is(err, "TooManyRequestsException") || says(err, "ConflictException", "please retry", "in progress", "unable to complete operation due to concurrent modification")
}

func (d *Deployer) gateway(ctx context.Context, call func() error) error {
	return d.retry(ctx, "API Gateway to take a change", spreadLimit, gatewayBusy, call)
}

func (d *Deployer) ensureRestAPI(ctx context.Context, l *ledger, want *harden.API) (id string, err error) {
	id = l.id(apiObject)
	if id == "" && l.id(apiObject+begun) != "" {
		if id, err = d.findAPI(ctx, l); err != nil {
			return "", err
		}
	}
	if id != "" {
		out, err := d.Gateway.GetRestApi(ctx, &apigateway.GetRestApiInput{RestApiId: &id})
		if err == nil {
			return id, d.updateRestAPI(ctx, id, readAPI(out), want)
		}
		if !gone(err) {
			return "", err
		}
		l.removed(apiObject, id)
	}
	l.begin(apiObject, want.Name)
	kind := types.EndpointTypeRegional
	if want.Private {
		kind = types.EndpointTypePrivate
	}
	in := &apigateway.CreateRestApiInput{
		Name: &want.Name, EndpointConfiguration: &types.EndpointConfiguration{Types: []types.EndpointType{kind}},
		DisableExecuteApiEndpoint: want.DefaultOff, SecurityPolicy: types.SecurityPolicy(want.TLS), Tags: l.tags(),
	}
	return d.createAPI(ctx, l, in)
}

// createAPI makes an API. Names of APIs need not be unique, so that an unanswered call is not repeated blindly: the SDK
// is told not to, and the API is looked for.
func (d *Deployer) createAPI(ctx context.Context, l *ledger, in *apigateway.CreateRestApiInput) (id string, err error) {
	for attempt := 0; ; attempt++ {
		out, err := d.Gateway.CreateRestApi(ctx, in, func(o *apigateway.Options) { o.Retryer = awssdk.NopRetryer{} })
		if err == nil {
			id = awssdk.ToString(out.Id)
			break
		}
		if attempt == 4 || !is(err, "TooManyRequestsException") && !notRefused(err) {
			return "", fmt.Errorf("create: %w", err)
		}
		found, lookErr := d.findAPI(ctx, l)
		if lookErr != nil {
			return "", fmt.Errorf("look for an API whose creation was not answered: %w", lookErr)
		}
		if id = found; id != "" {
			break
		}
		if err := d.clock.Sleep(ctx, firstPause<<attempt); err != nil {
			return "", fmt.Errorf("create: %w", err)
		}
	}
	l.made(apiObject, id)
	return id, nil
}

// findAPI looks for an API by this resource's token.
func (d *Deployer) findAPI(ctx context.Context, l *ledger) (id string, err error) {
	pages := apigateway.NewGetRestApisPaginator(d.Gateway, &apigateway.GetRestApisInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return "", err
		}
		for _, a := range page.Items {
			if l.owns(a.Tags) {
				l.made(apiObject, awssdk.ToString(a.Id))
				return awssdk.ToString(a.Id), nil
			}
		}
	}
	return "", nil
}

// readAPI reads the settings of the API itself.
func readAPI(out *apigateway.GetRestApiOutput) *harden.API {
	a := &harden.API{
		Name: awssdk.ToString(out.Name), DefaultOff: out.DisableExecuteApiEndpoint, TLS: string(out.SecurityPolicy),
		Policy: lenient(unescape(awssdk.ToString(out.Policy))),
	}
	if out.EndpointConfiguration != nil {
		a.Private = slices.Contains(out.EndpointConfiguration.Types, types.EndpointTypePrivate)
	}
	return a
}

// unescape undoes what API Gateway does to a policy: it gives it as the inside of a JSON string.
func unescape(policy string) string {
	if plain, err := strconv.Unquote(`"` + policy + `"`); err == nil {
		return plain
	}
	return policy
}

// patches collects the changes of one object, in the form that API Gateway takes them.
type patches []types.PatchOperation

func (p *patches) replace(path, value string) {
	*p = append(*p, types.PatchOperation{Op: types.OpReplace, Path: &path, Value: &value})
}

func (p *patches) replaceIf(differs bool, path, value string) {
	if differs {
		p.replace(path, value)
	}
}

func (d *Deployer) updateRestAPI(ctx context.Context, id string, have, want *harden.API) error {
	var p patches
	p.replaceIf(have.Name != want.Name, "/name", want.Name)
	p.replaceIf(have.DefaultOff != want.DefaultOff, "/disableExecuteApiEndpoint", strconv.FormatBool(want.DefaultOff))
	p.replaceIf(have.TLS != want.TLS, "/securityPolicy", want.TLS)
	if have.Private != want.Private {
		from, to := types.EndpointTypePrivate, types.EndpointTypeRegional
		if want.Private {
			from, to = to, from
		}
		p.replace("/endpointConfiguration/types/"+string(from), string(to))
	}
	return d.patchAPI(ctx, id, p)
}

func (d *Deployer) patchAPI(ctx context.Context, id string, p patches) error {
	if len(p) == 0 {
		return nil
	}
	err := d.gateway(ctx, func() error {
		_, err := d.Gateway.UpdateRestApi(ctx, &apigateway.UpdateRestApiInput{RestApiId: &id, PatchOperations: p})
		return err
	})
	if err != nil {
		return fmt.Errorf("update: %w", err)
	}
	return nil
}

// ensurePolicy sets the resource policy, which names the API itself and so comes after it.
func (d *Deployer) ensurePolicy(ctx context.Context, id string, want *harden.API) error {
	out, err := d.Gateway.GetRestApi(ctx, &apigateway.GetRestApiInput{RestApiId: &id})
	if err != nil {
		return err
	}
	var p patches
	p.replaceIf(readAPI(out).Policy.String() != want.Policy.String(), "/policy", want.Policy.String())
	return d.patchAPI(ctx, id, p)
}

func (d *Deployer) deleteAPI(ctx context.Context, l *ledger, id string) error {
	err := d.gateway(ctx, func() error {
		_, err := d.Gateway.DeleteRestApi(ctx, &apigateway.DeleteRestApiInput{RestApiId: &id})
		return err
	})
	if unlessGone(err) != nil {
		return fmt.Errorf("delete API %s: %w", id, err)
	}
	l.removed(apiObject, id)
	return nil
}
