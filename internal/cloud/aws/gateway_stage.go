package aws

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/apigateway/types"
	"github.com/aws/aws-sdk-go-v2/service/wafv2"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// deploymentMark begins the description of deployments that slsguard made; the definition that they serve follows.
const deploymentMark = "slsguard "

// allMethods is the path of settings that hold for every method of a stage.
const allMethods = "*/*"

// ensureStage deploys what the stage does not serve yet, and sets the stage up. Its settings come before it serves the
// first request only in part, so that a new stage is limited at once by what CreateStage takes.
func (d *Deployer) ensureStage(ctx context.Context, l *ledger, api string, t *harden.Trigger) error {
	want := t.API.Stage
	stage, err := d.Gateway.GetStage(ctx, &apigateway.GetStageInput{RestApiId: &api, StageName: &want.Name})
	if unlessGone(err) != nil {
		return err
	}
	missing := err != nil
	deployments, err := d.deployments(ctx, api)
	if err != nil {
		return fmt.Errorf("read deployments: %w", err)
	}
	current := ""
	if !missing {
		current = awssdk.ToString(stage.DeploymentId)
	}
	if missing || deployments[current] != deploymentMark+want.Definition {
		if current, err = d.deployment(ctx, api, deployments, want.Definition); err != nil {
			return fmt.Errorf("deploy: %w", err)
		}
	}
	have := &harden.Stage{Name: want.Name}
	if missing {
		err = d.createStage(ctx, l, api, current, want)
	} else {
		have = readStage(stage)
	}
	if err == nil {
		err = d.updateStage(ctx, api, current, have, stage, t)
	}
	if err != nil {
		return err
	}
	return d.pruneStages(ctx, api, current, deployments)
}

// deployments gives the description of each deployment by id.
func (d *Deployer) deployments(ctx context.Context, api string) (map[string]string, error) {
	all := map[string]string{}
	pages := apigateway.NewGetDeploymentsPaginator(d.Gateway, &apigateway.GetDeploymentsInput{RestApiId: &api})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, one := range page.Items {
			all[awssdk.ToString(one.Id)] = awssdk.ToString(one.Description)
		}
	}
	return all, nil
}

// deployment makes a snapshot of the API as it is now. One that an earlier, unanswered call made is used only if no stage
// was ever moved off it, which can't be told; so there is always a new one.
func (d *Deployer) deployment(ctx context.Context, api string, all map[string]string, definition string) (id string, err error) {
	err = d.gateway(ctx, func() error {
		out, err := d.Gateway.CreateDeployment(ctx, &apigateway.CreateDeploymentInput{
			RestApiId: &api, Description: text(deploymentMark + definition),
		})
		if err == nil {
			id = awssdk.ToString(out.Id)
		}
		return err
	})
	if err == nil {
		all[id] = deploymentMark + definition
	}
	return id, err
}

func (d *Deployer) createStage(ctx context.Context, l *ledger, api, deployment string, want harden.Stage) error {
	return d.gateway(ctx, func() error {
		_, err := d.Gateway.CreateStage(ctx, &apigateway.CreateStageInput{
			RestApiId: &api, StageName: &want.Name, DeploymentId: &deployment, TracingEnabled: want.Tracing, Tags: l.tags(),
		})
		return err
	})
}

func (d *Deployer) updateStage(
	ctx context.Context, api, deployment string, have *harden.Stage, stage *apigateway.GetStageOutput, t *harden.Trigger,
) error {
	want := t.API.Stage
	var p patches
	if stage != nil && awssdk.ToString(stage.DeploymentId) != deployment {
		p.replace("/deploymentId", deployment)
	}
	group := t.API.LogGroup.ARN(t.Scope)
	logged := stage != nil && stage.AccessLogSettings != nil && awssdk.ToString(stage.AccessLogSettings.DestinationArn) == group
	p.replaceIf(!logged, "/accessLogSettings/destinationArn", group)
	p.replaceIf(!logged || have.LogFormat != want.LogFormat, "/accessLogSettings/format", want.LogFormat)
	p.replaceIf(stage != nil && have.Tracing != want.Tracing, "/tracingEnabled", strconv.FormatBool(want.Tracing))
	p.replaceIf(have.LogLevel != want.LogLevel, "/*/*/logging/loglevel", want.LogLevel)
	p.replaceIf(have.DataTrace != want.DataTrace, "/*/*/logging/dataTrace", strconv.FormatBool(want.DataTrace))
	p.replaceIf(have.Metrics != want.Metrics, "/*/*/metrics/enabled", strconv.FormatBool(want.Metrics))
	p.replaceIf(have.Rate != want.Rate, "/*/*/throttling/rateLimit", strconv.FormatFloat(want.Rate, 'f', -1, 64))
	p.replaceIf(have.Burst != want.Burst, "/*/*/throttling/burstLimit", strconv.Itoa(want.Burst))
	p = append(p, overrides(stage)...)
	if len(p) == 0 {
		return nil
	}
	err := d.gateway(ctx, func() error {
		_, err := d.Gateway.UpdateStage(ctx, &apigateway.UpdateStageInput{RestApiId: &api, StageName: &want.Name, PatchOperations: p})
		return err
	})
	if says(err, "BadRequestException", "CloudWatch Logs role ARN must be set") {
		return fmt.Errorf("%w; this region's account setting of API Gateway lacks the role for logs: "+
			"declare an aws_api_gateway_account with a cloudwatch_role_arn once", err)
	}
	return err
}

// overrides removes settings of single methods, which would go before those for all.
func overrides(stage *apigateway.GetStageOutput) patches {
	var p patches
	if stage == nil {
		return nil
	}
	for path := range stage.MethodSettings {
		if path != allMethods {
			p = append(p, types.PatchOperation{Op: types.OpRemove, Path: text("/" + path)})
		}
	}
	return p
}

// readStage reads a stage's settings; those of single methods show as an unlimited rate, since they go before the others.
func readStage(out *apigateway.GetStageOutput) *harden.Stage {
	s := &harden.Stage{Name: awssdk.ToString(out.StageName), Tracing: out.TracingEnabled, WebACL: awssdk.ToString(out.WebAclArn)}
	if a := out.AccessLogSettings; a != nil {
		s.LogFormat = awssdk.ToString(a.Format)
	}
	if m, ok := out.MethodSettings[allMethods]; ok {
		s.LogLevel, s.DataTrace, s.Metrics = awssdk.ToString(m.LoggingLevel), m.DataTraceEnabled, m.MetricsEnabled
		s.Rate, s.Burst = m.ThrottlingRateLimit, int(m.ThrottlingBurstLimit)
	}
	if len(overrides(out)) > 0 {
		s.Rate = -1
	}
	return s
}

// pruneStages removes other stages, which nobody limits, and deployments that no stage serves any more.
func (d *Deployer) pruneStages(ctx context.Context, api, current string, deployments map[string]string) error {
	for id, description := range deployments {
		if id == current || !strings.HasPrefix(description, deploymentMark) {
			continue
		}
		err := d.gateway(ctx, func() error {
			_, err := d.Gateway.DeleteDeployment(ctx, &apigateway.DeleteDeploymentInput{RestApiId: &api, DeploymentId: &id})
			return unlessGone(err)
		})
		// "Active stages pointing to this deployment must be moved or deleted": it is still in use elsewhere.
		if err != nil && !is(err, "BadRequestException") {
			return fmt.Errorf("delete old deployment %s: %w", id, err)
		}
	}
	return nil
}

func stageARN(s harden.Scope, api, stage string) string {
	return apiARN(s, "/restapis/"+api+"/stages/"+stage)
}

// firewallObject is the association of a web ACL with the stage; its id is the stage's ARN.
const firewallObject = "web ACL association"

// ensureFirewall associates the web ACL. One that somebody else associated is left when none is declared.
func (d *Deployer) ensureFirewall(ctx context.Context, l *ledger, api string, t *harden.Trigger) error {
	arn, want := stageARN(t.Scope, api, t.API.Stage.Name), t.API.Stage.WebACL
	if want == "" {
		return d.removeFirewall(ctx, l, arn)
	}
	have, err := d.readFirewall(ctx, arn)
	if err == nil && have != want {
		l.made(firewallObject, arn)
		spread := func(err error) bool { return is(err, "WAFUnavailableEntityException") }
		err = d.retry(ctx, "WAF to know the stage", spreadLimit, spread, func() error {
			_, err := d.WAF.AssociateWebACL(ctx, &wafv2.AssociateWebACLInput{ResourceArn: &arn, WebACLArn: &want})
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("web ACL %s: %w", want, err)
	}
	l.made(firewallObject, arn)
	return nil
}

func (d *Deployer) readFirewall(ctx context.Context, stage string) (string, error) {
	out, err := d.WAF.GetWebACLForResource(ctx, &wafv2.GetWebACLForResourceInput{ResourceArn: &stage})
	if err != nil || out.WebACL == nil {
		return "", unlessGone(err)
	}
	return awssdk.ToString(out.WebACL.ARN), nil
}

func (d *Deployer) removeFirewall(ctx context.Context, l *ledger, stage string) error {
	if !slices.Contains(l.objects.All(firewallObject), stage) {
		return nil
	}
	_, err := d.WAF.DisassociateWebACL(ctx, &wafv2.DisassociateWebACLInput{ResourceArn: &stage})
	if unlessGone(err) != nil {
		return fmt.Errorf("take the web ACL off: %w", err)
	}
	l.removed(firewallObject, stage)
	return nil
}
