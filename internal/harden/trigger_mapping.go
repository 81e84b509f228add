package harden

import (
	"errors"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// unset marks a setting of event source mappings that a kind of source does not have.
const unset = -1

func (t *Trigger) queue(d *spec.Trigger) error {
	q := d.Queue
	if err := errors.Join(
		checkARN("queue.source", q.Source, "sqs"),
		within("queue.maximum_concurrency", q.MaximumConcurrency, 2, 1000, "executions"),
		within("queue.batching_window", q.BatchingWindow, 1, 300, "seconds"),
	); err != nil {
		return err
	}
	t.Mapping = &Mapping{
		Source: q.Source, Filters: normalPatterns(d.Filter),
		BatchSize: or(d.BatchSize, DefaultQueueBatch), BatchingWindow: q.BatchingWindow, PartialFailures: true,
		MaximumConcurrency: or(q.MaximumConcurrency, DefaultQueueConcurrent),
		MaximumRetries:     unset, MaximumAge: unset,
	}
	t.consumer(
		allow("Source", []string{
			"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility",
		}, q.Source),
		t.decryptSource("sqs", q.Key),
	)
	return nil
}

// consumer makes the policy for the function's role, of those statements that say something.
func (t *Trigger) consumer(statements ...Statement) {
	var p Policy
	for _, s := range statements {
		if s.Sid != "" {
			p.Statements = append(p.Statements, s)
		}
	}
	t.Consumer = &Consumer{Name: t.ConsumerName(), Policy: p.normal()}
}

// decryptSource lets the function read a source that is encrypted with a key of the customer.
func (t *Trigger) decryptSource(service, key string) Statement {
	if key == "" {
		return Statement{}
	}
	return allow("SourceKey", []string{"kms:Decrypt"}, key).where("StringEquals", "kms:ViaService", t.Scope.Service(service))
}

func (t *Trigger) stream(d *spec.Trigger) error {
	s := d.Stream
	if err := checkStream(s); err != nil {
		return err
	}
	t.deadLetter(d, "", "")
	t.Mapping = &Mapping{
		Source: s.Source, Filters: normalPatterns(d.Filter),
		BatchSize: or(d.BatchSize, DefaultStreamBatch), BatchingWindow: s.BatchingWindow,
		StartingPosition: or(s.StartingPosition, "LATEST"), MaximumRetries: unset, MaximumAge: unset,
	}
	service := streamService(s.Source)
	if service == "kafka" || s.Source == "" {
		t.kafka(s)
		return nil
	}
	m := t.Mapping
	m.PartialFailures, m.Bisect = true, true
	m.MaximumRetries, m.MaximumAge = orPointer(s.MaximumRetries, DefaultRetries), or(s.MaximumAge, DefaultRecordAge)
	m.Parallelization = or(s.Parallelization, 1)
	t.consumer(readStream(service, s.Source), t.decryptSource(service, s.Key), t.failure(), t.failureKey())
	return nil
}

func checkStream(s *spec.Stream) error {
	errs := []error{
		checkARN("stream.source", s.Source, "kinesis", "dynamodb", "kafka"),
		oneOf("stream.starting_position", s.StartingPosition, "LATEST", "TRIM_HORIZON"),
		within("stream.maximum_age", s.MaximumAge, 60, 604800, "seconds"),
		within("stream.parallelization", s.Parallelization, 1, 10, "batches"),
		within("stream.batching_window", s.BatchingWindow, 1, 300, "seconds"),
	}
	if r := s.MaximumRetries; r != nil && (*r < 0 || *r > 10000) {
		errs = append(errs, wrong("stream.maximum_retries", "%d is not 0 to 10000", *r))
	}
	if (s.Source == "") == (len(s.Brokers) == 0) {
		errs = append(errs, wrong("stream", "give either source or brokers"))
	}
	kafka := s.Source == "" || streamService(s.Source) == "kafka"
	switch {
	case kafka && s.Topic == "":
		errs = append(errs, wrong("stream.topic", "Kafka needs a topic"))
	case !kafka && spec.IsKnown(s.Source) && s.Topic != "":
		errs = append(errs, wrong("stream.topic", "only Kafka has topics"))
	case s.Source == "" && s.Credentials == "":
		errs = append(errs, wrong("stream.credentials", "a self-managed Kafka is used only with credentials"))
	}
	return errors.Join(errs...)
}

// streamService tells the service of a stream; one that is not known yet is taken for Kinesis, which has every setting.
func streamService(source string) string {
	if a, ok := parseARN(source); ok && spec.IsKnown(a.service) {
		return a.service
	}
	return "kinesis"
}

// readStream lists what Lambda needs to read a stream.
// https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html
// https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
func readStream(service, source string) Statement {
	if service == "dynamodb" {
		return allow("Source", []string{
			"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams",
		}, source)
	}
	return allow("Source", []string{
		"kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator",
		"kinesis:ListShards", "kinesis:SubscribeToShard",
	}, source)
}

// failure lets Lambda, which acts as the function, put what failed into the dead-letter queue.
func (t *Trigger) failure() Statement { return sendTo(t.DeadLetter.ARN) }

func (t *Trigger) failureKey() Statement {
	if t.Key.ARN == "" {
		return Statement{}
	}
	return t.useKey()
}

func (t *Trigger) useKey() Statement {
	return allow("Key", []string{"kms:Decrypt", "kms:GenerateDataKey"}, t.Key.ARN).
		where("StringEquals", "kms:ViaService", t.Scope.Service("sqs"))
}

// kafka adds what MSK and a self-managed Kafka need. Lambda has neither bisecting nor bounded retries for them.
// https://docs.aws.amazon.com/lambda/latest/dg/msk-permissions.html
// https://docs.aws.amazon.com/lambda/latest/dg/smaa-permissions.html
func (t *Trigger) kafka(s *spec.Stream) {
	m := t.Mapping
	m.Topic, m.ConsumerGroup, m.Brokers = s.Topic, s.ConsumerGroup, sorted(s.Brokers)
	if s.Credentials != "" {
		m.Access = append(m.Access, Access{"SASL_SCRAM_512_AUTH", s.Credentials})
	}
	for _, id := range sorted(s.SecurityGroupIDs) {
		m.Access = append(m.Access, Access{"VPC_SECURITY_GROUP", "security_group:" + id})
	}
	for _, id := range sorted(s.SubnetIDs) {
		m.Access = append(m.Access, Access{"VPC_SUBNET", "subnet:" + id})
	}
	statements := []Statement{t.failure(), t.failureKey()}
	if s.Credentials != "" {
		arns := []string{withoutField(s.Credentials)}
		statements = append(statements, allow("Credentials", []string{"secretsmanager:GetSecretValue"}, arns...),
			decrypt(t.Scope, "CredentialsKey", "secretsmanager", "kms:EncryptionContext:SecretARN", arns,
				[]string{t.Scope.ARN("kms", "key/*")}))
	}
	if s.Source != "" {
		statements = append(statements, readCluster(s)...)
	}
	if s.Source != "" || len(s.SubnetIDs) > 0 {
		statements = append(statements, t.reachCluster()...)
	}
	t.consumer(statements...)
}

func readCluster(s *spec.Stream) []Statement {
	cluster := s.Source
	topics := strings.Replace(cluster, ":cluster/", ":topic/", 1) + "/" + s.Topic
	groups := strings.Replace(cluster, ":cluster/", ":group/", 1) + "/" + or(s.ConsumerGroup, "*")
	return []Statement{
		allow("Source", []string{"kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"}, cluster),
		allow("SourceConnect", []string{"kafka-cluster:Connect", "kafka-cluster:DescribeClusterDynamicConfiguration"}, cluster),
		allow("SourceTopic", []string{"kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"}, topics),
		allow("SourceGroup", []string{"kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"}, groups),
	}
}

// reachCluster lets Lambda put its interfaces into the cluster's network, whose subnets are not told.
func (t *Trigger) reachCluster() []Statement {
	return []Statement{
		allow("Network", []string{"ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"},
			t.Scope.ARN("ec2", "network-interface/*"), t.Scope.ARN("ec2", "subnet/*"), t.Scope.ARN("ec2", "security-group/*")),
		allow("NetworkLook", []string{
			"ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
		}, "*"),
	}
}
