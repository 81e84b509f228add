package facts

import "sync"

// Publisher is someone known to publish Lambda layers for everyone.
type Publisher struct {
	Name   string
	AWS    bool   // AWS itself
	Source string // the page that names the account
}

// LayerPublisher gives the publisher that an account id in a layer's ARN belongs to; false when the table
// doesn't know it. AWS uses one account per region for some of its layers, and the table has not all of
// them: false means unknown, not foreign.
func LayerPublisher(account string) (Publisher, bool) {
	p, ok := publisherTable()[account]
	return p, ok
}

var publisherTable = sync.OnceValue(func() map[string]Publisher {
	table := map[string]Publisher{}
	for _, row := range layerPublishers() {
		for _, account := range row.accounts {
			table[account] = row.Publisher
		}
	}
	return table
})

type publisherRow struct {
	Publisher
	accounts []string
}

func layerPublishers() []publisherRow {
	return []publisherRow{
		{
			Publisher{Name: "CloudWatch Lambda Insights", AWS: true, Source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html"},
			[]string{"580247275435", "012438385374", "519774774795", "891564319516", "439286490199", "194566237122", "488211338238", "339249233099"},
		},
		{
			Publisher{Name: "AWS Parameters and Secrets Lambda Extension", AWS: true, Source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html"},
			[]string{"177933569100", "590474943231", "345057560386", "015030872274", "187925254637", "133490724326", "738900069198", "044395824272", "665172237481", "133256977650", "200266452380", "427196147048"},
		},
		{
			Publisher{Name: "AWS AppConfig Agent Lambda extension", AWS: true, Source: "https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-integration-lambda-extensions-versions.html"},
			[]string{"027255383542", "728743619870", "434848589818", "282860088358"},
		},
		{
			Publisher{Name: "Powertools for AWS Lambda (Python)", AWS: true, Source: "https://docs.aws.amazon.com/powertools/python/latest/"},
			[]string{"017000801446"},
		},
		{
			Publisher{Name: "Powertools for AWS Lambda (TypeScript)", AWS: true, Source: "https://docs.aws.amazon.com/powertools/typescript/latest/getting-started/lambda-layers/"},
			[]string{"094274105915"},
		},
		{
			Publisher{Name: "AWS Distro for OpenTelemetry", AWS: true, Source: "https://aws-otel.github.io/docs/getting-started/lambda"},
			[]string{"901920570463", "615299751070", "257394471194"},
		},
		{
			Publisher{Name: "AWS SDK for pandas", AWS: true, Source: "https://aws-sdk-pandas.readthedocs.io/en/stable/layers.html"},
			[]string{"336392948345"},
		},
		{
			Publisher{Name: "AWS Lambda Web Adapter", AWS: true, Source: "https://github.com/awslabs/aws-lambda-web-adapter"},
			[]string{"753240598075"},
		},
		{
			Publisher{Name: "Datadog", Source: "https://docs.datadoghq.com/serverless/aws_lambda/installation/"},
			[]string{"464622532012"},
		},
		{
			Publisher{Name: "New Relic", Source: "https://layers.newrelic-external.com"},
			[]string{"451483290750"},
		},
		{
			Publisher{Name: "Sentry", Source: "https://docs.sentry.io/platforms/python/integrations/aws-lambda/manual-layer/"},
			[]string{"943013980633"},
		},
		{
			Publisher{Name: "Dynatrace", Source: "https://docs.dynatrace.com/docs/ingest-from/amazon-web-services/integrate-into-aws/aws-lambda-integration"},
			[]string{"725887861453"},
		},
		{
			Publisher{Name: "OpenTelemetry community", Source: "https://github.com/open-telemetry/opentelemetry-lambda"},
			[]string{"184161586896"},
		},
		{
			Publisher{Name: "HashiCorp Vault Lambda extension", Source: "https://github.com/hashicorp/vault-lambda-extension"},
			[]string{"634166935893"},
		},
		{
			Publisher{Name: "Bref", Source: "https://bref.sh/docs/runtimes"},
			[]string{"534081306603"},
		},
	}
}
