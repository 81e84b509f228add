package awstest

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// Mapping is an event source mapping. Config is its EventSourceMappingConfiguration without state.
type Mapping struct {
	Config  wire.Values
	Enabled bool
	Tags    map[string]string

	transition string // Creating, Enabling, Disabling, Updating, Deleting, or empty
	reads      int
}

func mappingHandlers() map[string]handler {
	return map[string]handler{
		"lambda.CreateEventSourceMapping": (*World).createMapping,
		"lambda.GetEventSourceMapping":    (*World).getMapping,
		"lambda.UpdateEventSourceMapping": (*World).updateMapping,
		"lambda.DeleteEventSourceMapping": (*World).deleteMapping,
		"lambda.ListEventSourceMappings":  (*World).listMappings,
	}
}

// mappingSettings are the members that requests and answers share.
func mappingSettings() []string {
	return []string{
		"EventSourceArn", "StartingPosition", "StartingPositionTimestamp", "BatchSize", "MaximumBatchingWindowInSeconds",
		"ParallelizationFactor", "FilterCriteria", "DestinationConfig", "Topics", "Queues", "SourceAccessConfigurations",
		"SelfManagedEventSource", "MaximumRecordAgeInSeconds", "BisectBatchOnFunctionError", "MaximumRetryAttempts",
		"TumblingWindowInSeconds", "FunctionResponseTypes", "AmazonManagedKafkaEventSourceConfig",
		"SelfManagedKafkaEventSourceConfig", "ScalingConfig", "KMSKeyArn", "MetricsConfig", "ProvisionedPollerConfig",
	}
}

func (w *World) createMapping(in wire.Values) (wire.Values, error) {
	f, name, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	m := &Mapping{Config: mappingDefaults(in.Str("EventSourceArn")), Enabled: true, Tags: in.StrMap("Tags")}
	if in.Has("Enabled") {
		m.Enabled = in.Bool("Enabled")
	}
	m.take(in)
	m.Config["FunctionArn"] = w.functionARN(name, qualifier)
	if err := w.checkMapping(f, m.Config); err != nil {
		return nil, err
	}
	if other, ok := w.sameSource(m.Config); ok {
		return nil, fail("ResourceConflictException", "An event source mapping with event source arn (\" %s \") and function (\" %s \") already exists. "+
			"Please update or delete the existing mapping with UUID %s", in.Str("EventSourceArn"), name, other)
	}
	id := w.uuid("mapping")
	m.Config["UUID"], m.Config["EventSourceMappingArn"] = id, w.arn("lambda", "event-source-mapping:"+id)
	w.Mappings[id] = m
	return w.begin(m, "Creating"), nil
}

// take takes settings over; an empty filter, destination or key is dropped.
func (m *Mapping) take(in wire.Values) {
	m.Config.Take(in, mappingSettings()...)
	if len(m.Config.Map("FilterCriteria").Maps("Filters")) == 0 {
		delete(m.Config, "FilterCriteria")
	}
	if m.Config.Str("KMSKeyArn") == "" {
		delete(m.Config, "KMSKeyArn")
	}
	if !m.Config.Map("ScalingConfig").Has("MaximumConcurrency") {
		delete(m.Config, "ScalingConfig")
	}
}

// mappingDefaults: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
func mappingDefaults(source string) wire.Values {
	if isQueue(source) {
		return wire.Values{"BatchSize": 10, "MaximumBatchingWindowInSeconds": 0}
	}
	if !isStream(source) {
		return wire.Values{"BatchSize": 100, "MaximumBatchingWindowInSeconds": 0}
	}
	return wire.Values{
		"BatchSize": 100, "MaximumBatchingWindowInSeconds": 0, "ParallelizationFactor": 1,
		"BisectBatchOnFunctionError": false, "MaximumRecordAgeInSeconds": -1, "MaximumRetryAttempts": -1,
		"TumblingWindowInSeconds": 0, "DestinationConfig": wire.Values{"OnFailure": wire.Values{}},
	}
}

func isQueue(arn string) bool { return strings.Contains(arn, ":sqs:") }
func isStream(arn string) bool {
	return strings.Contains(arn, ":kinesis:") || strings.Contains(arn, ":dynamodb:")
}

func (w *World) sameSource(config wire.Values) (string, bool) {
	for id, m := range w.Mappings {
		if config.Has("EventSourceArn") && m.Config.Str("EventSourceArn") == config.Str("EventSourceArn") &&
			m.Config.Str("FunctionArn") == config.Str("FunctionArn") {
			return id, true
		}
	}
	return "", false
}

// checkMapping applies what Lambda wants of a mapping beyond its model.
func (w *World) checkMapping(f *Function, c wire.Values) error {
	for _, check := range []func(*Function, wire.Values) error{checkFilters, checkSourceSettings, w.checkSource, w.checkFailureDestination} {
		if err := check(f, c); err != nil {
			return err
		}
	}
	return nil
}

// checkFilters: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
func checkFilters(_ *Function, c wire.Values) error {
	filters := c.Map("FilterCriteria").Maps("Filters")
	if len(filters) > 5 {
		return invalid("Filter criteria exceeded the limit of 5 filters.")
	}
	for _, filter := range filters {
		var pattern map[string]any
		if json.Unmarshal([]byte(filter.Str("Pattern")), &pattern) != nil {
			return invalid("Invalid filter pattern definition.")
		}
	}
	return nil
}

// checkSourceSettings refuses settings that the kind of source does not have.
func checkSourceSettings(_ *Function, c wire.Values) error {
	source := c.Str("EventSourceArn")
	if isQueue(source) {
		for _, name := range []string{"ParallelizationFactor", "BisectBatchOnFunctionError", "MaximumRetryAttempts", "MaximumRecordAgeInSeconds", "StartingPosition", "TumblingWindowInSeconds"} {
			if c.Has(name) {
				return invalid("Unsupported %s for this event source type.", name)
			}
		}
		if c.Int("BatchSize") > 10 && c.Int("MaximumBatchingWindowInSeconds") == 0 {
			return invalid("Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10")
		}
		return nil
	}
	if c.Has("ScalingConfig") {
		return invalid("ScalingConfig is not supported for this event source type.")
	}
	if isStream(source) && !c.Has("StartingPosition") {
		return invalid("1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.")
	}
	return nil
}

// checkSource wants a source that exists and a role that may read it:
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions
func (w *World) checkSource(f *Function, c wire.Values) error {
	source, role := c.Str("EventSourceArn"), f.Config.Str("Role")
	switch {
	case isQueue(source):
		return w.checkQueueSource(f, source, role)
	case strings.Contains(source, ":kinesis:"):
		return w.checkStreamSource(w.hasStream(source), role, source, "kinesis")
	case strings.Contains(source, ":dynamodb:"):
		return w.checkStreamSource(w.hasTableStream(source), role, source, "dynamodb")
	case source == "" && !c.Has("SelfManagedEventSource"):
		return invalid("Unrecognized event source.")
	}
	return nil // Kafka and others: what exists there the stand-in does not know
}

func (w *World) checkQueueSource(f *Function, source, role string) error {
	q, ok := w.Queues[lastPart(source)]
	if !ok {
		return invalid("Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. " +
			"SQS Error Message: The specified queue does not exist for this wsdl version.")
	}
	for _, action := range []string{"ReceiveMessage", "DeleteMessage", "GetQueueAttributes"} {
		if !w.roleMay(role, "sqs:"+action, source) {
			return invalid("The provided execution role does not have permissions to call %s on SQS", action)
		}
	}
	visibility, err := strconv.ParseInt(q.Attributes["VisibilityTimeout"], 10, 64)
	if err == nil && visibility < f.Config.Int("Timeout") {
		return invalid("Queue visibility timeout: %d seconds is less than Function timeout: %d seconds", visibility, f.Config.Int("Timeout"))
	}
	return nil
}

func (w *World) checkStreamSource(exists bool, role, source, service string) error {
	if !exists {
		return invalid("Stream not found: %s", source)
	}
	actions := []string{"GetRecords", "GetShardIterator", "DescribeStream"}
	for _, action := range actions {
		if !w.roleMay(role, service+":"+action, source) {
			return invalid("Cannot access stream %s. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.", source)
		}
	}
	return nil
}

func (w *World) checkFailureDestination(f *Function, c wire.Values) error {
	return w.checkDestinations(f.Config.Str("Role"), c.Map("DestinationConfig"))
}

// begin starts a transition, which ends after some reads.
func (w *World) begin(m *Mapping, transition string) wire.Values {
	m.transition, m.reads = transition, w.Delays.MappingReads
	m.Config["LastModified"] = w.now()
	out := m.view()
	if m.reads == 0 && transition != "Deleting" {
		m.transition = ""
	}
	return out
}

func (m *Mapping) view() wire.Values {
	state := m.transition
	if state == "" {
		state = map[bool]string{true: "Enabled", false: "Disabled"}[m.Enabled]
	}
	out := m.Config.With(wire.Values{"State": state, "StateTransitionReason": "USER_INITIATED"})
	if isStream(m.Config.Str("EventSourceArn")) {
		out["LastProcessingResult"] = "No records processed"
	}
	return out
}

func (w *World) mapping(in wire.Values) (*Mapping, error) {
	m, ok := w.Mappings[in.Str("UUID")]
	if ok && m.transition != "" && m.reads == 0 {
		w.finish(in.Str("UUID"), m)
		m, ok = w.Mappings[in.Str("UUID")]
	}
	if !ok {
		return nil, fail("ResourceNotFoundException", "The resource you requested does not exist.")
	}
	if m.reads > 0 {
		m.reads--
	}
	return m, nil
}

func (w *World) finish(id string, m *Mapping) {
	if m.transition == "Deleting" {
		delete(w.Mappings, id)
	}
	m.transition = ""
}

func (w *World) getMapping(in wire.Values) (wire.Values, error) {
	m, err := w.mapping(in)
	if err != nil {
		return nil, err
	}
	return m.view(), nil
}

func inUse(m *Mapping) error {
	if m.transition == "" {
		return nil
	}
	return fail("ResourceInUseException", "Cannot update the event source mapping because it is in use.")
}

func (w *World) updateMapping(in wire.Values) (wire.Values, error) {
	m, err := w.mapping(in)
	if err != nil {
		return nil, err
	}
	if err := inUse(m); err != nil {
		return nil, err
	}
	changed := &Mapping{Config: m.Config.Clone()}
	changed.take(in)
	function := in.Str("FunctionName")
	if function == "" {
		function = m.Config.Str("FunctionArn")
	}
	f, name, qualifier, err := w.function(wire.Values{"FunctionName": function})
	if err != nil {
		return nil, err
	}
	changed.Config["FunctionArn"] = w.functionARN(name, qualifier)
	if err := w.checkMapping(f, changed.Config); err != nil {
		return nil, err
	}
	m.Config = changed.Config
	if in.Has("Enabled") {
		m.Enabled = in.Bool("Enabled")
	}
	return w.begin(m, "Updating"), nil
}

func (w *World) deleteMapping(in wire.Values) (wire.Values, error) {
	m, err := w.mapping(in)
	if err != nil {
		return nil, err
	}
	if err := inUse(m); err != nil {
		return nil, err
	}
	out := w.begin(m, "Deleting")
	if m.reads == 0 {
		delete(w.Mappings, in.Str("UUID"))
	}
	return out, nil
}

func (w *World) listMappings(in wire.Values) (wire.Values, error) {
	out := []wire.Values{}
	function := ""
	if in.Has("FunctionName") {
		name, qualifier := functionRef(in)
		function = w.functionARN(name, qualifier)
	}
	for _, id := range sortedKeys(w.Mappings) {
		c := w.Mappings[id].Config
		if (function == "" || c.Str("FunctionArn") == function) &&
			(!in.Has("EventSourceArn") || c.Str("EventSourceArn") == in.Str("EventSourceArn")) {
			out = append(out, w.Mappings[id].view())
		}
	}
	return page(w, in, "EventSourceMappings", out, lambdaPaging())
}
