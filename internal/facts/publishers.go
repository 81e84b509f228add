package facts

import (
	"slices"
	"strings"
	"sync"
)

// Publisher is someone known to publish Lambda layers for everyone.
type Publisher struct {
	Name   string
	AWS    bool   // AWS itself
	Source string // the page that names the account
}

// LayerPublisher gives the publisher that an account id in a layer's ARN belongs to; false when the table
// doesn't know it. AWS uses one account per region for some of its layers, and new regions come: false means
// unknown, not foreign.
func LayerPublisher(account string) (Publisher, bool) {
	p, ok := publisherTable()[account]
	return p, ok
}

var publisherTable = sync.OnceValue(func() map[string]Publisher {
	table := map[string]Publisher{}
	for _, row := range slices.Concat(awsPublishers(), vendorPublishers()) {
		for account := range strings.FieldsSeq(row.accounts) {
			table[account] = row.Publisher
		}
	}
	return table
})

type publisherRow struct {
	Publisher
	accounts string
}

func awsPublishers() []publisherRow {
	return []publisherRow{
		{
			Publisher{Name: "CloudWatch Lambda Insights", AWS: true, Source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html"},
			"580247275435 012438385374 519774774795 891564319516 439286490199 194566237122 488211338238 " +
				"339249233099 285320876703",
		},
		{
			Publisher{Name: "AWS Parameters and Secrets Lambda Extension", AWS: true, Source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html"},
			"590474943231 177933569100 997803712105 345057560386 317013901791 768336418462 490737872127 " +
				"176022468876 576959938190 738900069198 044395824272 665172237481 133490724326 200266452380 " +
				"287114880934 287310001119 187925254637 015030872274 133256977650 325218067255 780235371811 " +
				"427196147048 832021897121 858974508948 933737806257 129776340158 127562683043",
		},
		{
			Publisher{Name: "AWS AppConfig Agent Lambda extension", AWS: true, Source: "https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-integration-lambda-extensions-versions.html"},
			"027255383542 728743619870 958113053741 359756378197 039592058896 436199621743 066940009817 " +
				"758369105281 434848589818 282860088358 493207061005 646970417810 203683718741 586093569114 " +
				"615057806174 630222743974 980059726660 826293736237 706869817123",
		},
		{
			Publisher{Name: "Powertools for AWS Lambda (Python)", AWS: true, Source: "https://docs.aws.amazon.com/powertools/python/latest/"},
			"017000801446",
		},
		{
			Publisher{Name: "Powertools for AWS Lambda (TypeScript)", AWS: true, Source: "https://docs.aws.amazon.com/powertools/typescript/latest/getting-started/lambda-layers/"},
			"094274105915",
		},
		{
			Publisher{Name: "AWS Distro for OpenTelemetry", AWS: true, Source: "https://aws-otel.github.io/docs/getting-started/lambda"},
			"901920570463 615299751070 257394471194",
		},
		{
			Publisher{Name: "AWS SDK for pandas", AWS: true, Source: "https://aws-sdk-pandas.readthedocs.io/en/stable/layers.html"},
			"336392948345",
		},
		{
			Publisher{Name: "AWS Lambda Web Adapter", AWS: true, Source: "https://github.com/awslabs/aws-lambda-web-adapter"},
			"753240598075",
		},
	}
}

func vendorPublishers() []publisherRow {
	return []publisherRow{
		{
			Publisher{Name: "Datadog", Source: "https://docs.datadoghq.com/serverless/aws_lambda/installation/"},
			"464622532012",
		},
		{
			Publisher{Name: "New Relic", Source: "https://layers.newrelic-external.com"},
			"451483290750",
		},
		{
			Publisher{Name: "Sentry", Source: "https://docs.sentry.io/platforms/python/integrations/aws-lambda/manual-layer/"},
			"943013980633",
		},
		{
			Publisher{Name: "Dynatrace", Source: "https://docs.dynatrace.com/docs/ingest-from/amazon-web-services/integrate-into-aws/aws-lambda-integration"},
			"725887861453",
		},
		{
			Publisher{Name: "OpenTelemetry community", Source: "https://github.com/open-telemetry/opentelemetry-lambda"},
			"184161586896",
		},
		{
			Publisher{Name: "HashiCorp Vault Lambda extension", Source: "https://github.com/hashicorp/vault-lambda-extension"},
			"634166935893",
		},
		{
			Publisher{Name: "Bref", Source: "https://bref.sh/docs/runtimes"},
			"534081306603",
		},
	}
}
