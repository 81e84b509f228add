package provider_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
)

const examples = "../../examples/resources"

// anARN is one in the stand-in's account and region.
func anARN(service, rest string) string {
	return "arn:aws:" + service + ":eu-central-1:123456789012:" + rest
}

// reportsVersion stands for the version of an object that is put there later.
const reportsVersion = "version of reports.zip"

// references are what the examples refer to of the aws provider, which these tests do not have, as text.
func references() map[string]string {
	return map[string]string{
		"aws_acm_certificate.partners.arn":         anARN("acm", "certificate/11111111-2222-3333-4444-555555555555"),
		"aws_cloudwatch_event_bus.shop.name":       "shop",
		"aws_cognito_user_pool.customers.arn":      anARN("cognito-idp", "userpool/eu-central-1_AbCdEf123"),
		"aws_dynamodb_table.orders.arn":            anARN("dynamodb", "table/orders"),
		"aws_dynamodb_table.orders.name":           "orders",
		"aws_dynamodb_table.orders.stream_arn":     anARN("dynamodb", "table/orders/stream/2026-01-01T00:00:00.000"),
		"aws_ecr_repository.resize.repository_url": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/resize",
		"aws_efs_access_point.reports.arn":         anARN("elasticfilesystem", "access-point/fsap-0123456789abcdef0"),
		"aws_kms_key.reports.arn":                  anARN("kms", "key/00000001-0000-4000-8000-000000000001"),
		"aws_msk_cluster.events.arn":               anARN("kafka", "cluster/events/11111111-2222-3333-4444-555555555555-1"),
		"aws_s3_bucket.code.id":                    "code",
		"aws_s3_bucket.pictures.arn":               "arn:aws:s3:::pictures",
		"aws_s3_bucket.pictures.id":                "pictures",
		"aws_s3_bucket.trust.id":                   "trust",
		"aws_s3_object.reports.key":                "reports.zip",
		"aws_s3_object.reports.version_id":         reportsVersion,
		"aws_s3_object.trust.version_id":           "v1",
		"aws_secretsmanager_secret.db.arn":         anARN("secretsmanager", "secret:db-AbCdEf"),
		"aws_secretsmanager_secret.kafka.arn":      anARN("secretsmanager", "secret:kafka-AbCdEf"),
		"aws_security_group.reports.id":            "sg-0123456789abcdef0",
		"aws_sns_topic.news.arn":                   anARN("sns", "news"),
		"aws_sqs_queue.failed.arn":                 anARN("sqs", "failed"),
		"aws_sqs_queue.orders.arn":                 anARN("sqs", "orders"),
		"aws_wafv2_web_acl.api.arn":                anARN("wafv2", "regional/webacl/orders/11111111-2222-3333-4444-555555555555"),
		"data.aws_ecr_image.resize.image_digest":   "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
	}
}

// filled writes texts in place of references.
func filled(config string) string {
	for reference, value := range references() {
		config = strings.ReplaceAll(config, "${"+reference+"}", value)
		config = strings.ReplaceAll(config, reference, strconv.Quote(value))
	}
	return config
}

// example reads an example with texts in place of what it refers to.
func example(t *testing.T, name, zip string) string {
	t.Helper()
	text := filled(read(t, filepath.Join(examples, name)))
	text = strings.ReplaceAll(text, "aws_subnet.private[*].id", `["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]`)
	text = strings.ReplaceAll(text, `"build/orders.zip"`, strconv.Quote(zip))
	return strings.ReplaceAll(text, `"src/inventory"`, strconv.Quote(filepath.Dir(zip)))
}

// logsKeyPolicy lets CloudWatch Logs use a key, and the account's own policies decide for everybody else.
const logsKeyPolicy = `{"Version":"2012-10-17","Statement":[
	{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"kms:*","Resource":"*"},
	{"Effect":"Allow","Principal":{"Service":"logs.eu-central-1.amazonaws.com"},"Resource":"*",
	 "Action":["kms:Encrypt","kms:Decrypt","kms:ReEncryptFrom","kms:ReEncryptTo","kms:GenerateDataKey","kms:DescribeKey"]}]}`

// furnish makes what the examples refer to.
func furnish(w *awstest.World) {
	w.AddTopic("news")
	w.AddSecret("db", "")
	w.AddSecret("kafka", "")
	w.Buses["shop"] = &awstest.Bus{}
	w.Subnets["subnet-0123456789abcdef0"], w.Subnets["subnet-0123456789abcdef1"] = "vpc-1", "vpc-1"
	w.SecurityGroups["sg-0123456789abcdef0"] = true
	w.Keys["00000001-0000-4000-8000-000000000001"] = &awstest.Key{
		State: "Enabled", Usage: "ENCRYPT_DECRYPT", Spec: "SYMMETRIC_DEFAULT", Rotation: true, Policy: logsKeyPolicy,
	}
	w.AddObject("pictures", "uploads/a.jpg", nil)
}

// TestExamples applies every example of the documentation, judged by the whole catalogue.
func TestExamples(t *testing.T) {
	needTerraform(t)
	zip := code(t, "def handler(e, c): pass")
	functions := map[string]string{
		"orders": example(t, "slsguard_secure_function/resource.tf", zip), "resize": example(t, "slsguard_secure_function/image.tf", zip),
		"reports": example(t, "slsguard_secure_function/vpc.tf", zip),
	}
	files, err := filepath.Glob(filepath.Join(examples, "*", "*.tf"))
	if err != nil || len(files) < 14 {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	for _, file := range files {
		name, err := filepath.Rel(examples, file)
		if err != nil {
			t.Fatal(err)
		}
		if base := filepath.Base(name); base == "identity.tf" || strings.HasPrefix(base, "import") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := example(t, name, zip)
			for function, declared := range functions {
				if strings.Contains(config, "slsguard_secure_function."+function+".id") {
					config += declared
				}
			}
			applyExample(t, config)
		})
	}
}

// TestQuickstart applies README's function and trigger, which bear the same name.
func TestQuickstart(t *testing.T) {
	needTerraform(t)
	t.Parallel()
	config := filled(read(t, "../../examples/quickstart/main.tf"))
	applyExample(t, strings.ReplaceAll(config, `"src"`, strconv.Quote(filepath.Dir(code(t, "def handler(e, c): pass")))))
}

func applyExample(t *testing.T, config string) {
	t.Helper()
	s := openAWS(t, awstest.Delays{})
	s.Change(func(w *awstest.World) {
		furnish(w)
		data, err := os.ReadFile(code(t, "exports.handler = async () => {}"))
		if err != nil {
			t.Fatal(err)
		}
		config = strings.ReplaceAll(config, reportsVersion, w.AddObject("code", "reports.zip", data))
	})
	s.MarkFixtures()
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: s.providers(),
		Steps:                    []resource.TestStep{{Config: config}, empty(config)},
	})
	s.nothingLeft(t)
	checkLeast(t, s.Operations())
}
