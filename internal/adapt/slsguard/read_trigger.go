package slsguard

import (
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
	"github.com/slsguard/terraform-provider-slsguard/internal/spec"
)

// triggerSpec reads a planned slsguard_secure_trigger.
func triggerSpec(value plan.Value, g *gaps) spec.Trigger {
	var t spec.Trigger
	n := node{value: value, unknown: &t.Unknown, gaps: g}
	t.Name, t.Function = n.at("name").text(), n.at("function").text()
	t.Filter = n.at("filter").texts()
	t.BatchSize, t.Enabled = n.at("batch_size").number(), n.at("enabled").flag()
	t.DeadLetter, t.Key = n.at("dead_letter").text(), n.at("key").text()
	t.Tags = n.at("tags").textMap()
	t.Exceptions = exceptions(n.at("exceptions"))
	t.HTTP = ifGiven(n.at("http"), httpSpec)
	t.Queue = ifGiven(n.at("queue"), queueSpec)
	t.Stream = ifGiven(n.at("stream"), streamSpec)
	t.Topic = ifGiven(n.at("topic"), topicSpec)
	t.Bus = ifGiven(n.at("bus"), func(n node) spec.Bus { return spec.Bus{Name: n.at("name").text()} })
	t.Storage = ifGiven(n.at("storage"), storageSpec)
	t.Schedule = ifGiven(n.at("schedule"), scheduleSpec)
	return t
}

func queueSpec(n node) spec.Queue {
	return spec.Queue{
		Source: n.at("source").text(), Key: n.at("key").text(),
		MaximumConcurrency: n.at("maximum_concurrency").number(),
		BatchingWindow:     n.at("batching_window").number(),
	}
}

func streamSpec(n node) spec.Stream {
	return spec.Stream{
		Source:           n.at("source").text(),
		Key:              n.at("key").text(),
		Brokers:          n.at("brokers").texts(),
		Topic:            n.at("topic").text(),
		ConsumerGroup:    n.at("consumer_group").text(),
		Credentials:      n.at("credentials").text(),
		SubnetIDs:        n.at("subnet_ids").texts(),
		SecurityGroupIDs: n.at("security_group_ids").texts(),
		StartingPosition: n.at("starting_position").text(),
		MaximumRetries:   n.at("maximum_retries").optionalNumber(),
		MaximumAge:       n.at("maximum_age").number(),
		Parallelization:  n.at("parallelization").number(),
		BatchingWindow:   n.at("batching_window").number(),
	}
}

func topicSpec(n node) spec.Topic {
	return spec.Topic{Source: n.at("source").text(), FilterOn: n.at("filter_on").text()}
}

func storageSpec(n node) spec.Storage {
	return spec.Storage{
		Bucket: n.at("bucket").text(), Events: n.at("events").texts(),
		Prefix: n.at("prefix").text(), Suffix: n.at("suffix").text(),
	}
}

func scheduleSpec(n node) spec.Schedule {
	return spec.Schedule{
		Expression: n.at("expression").text(), TimeZone: n.at("time_zone").text(),
		Input: n.at("input").text(), FlexibleWindow: n.at("flexible_window").optionalNumber(),
	}
}

func httpSpec(n node) spec.HTTP {
	h := spec.HTTP{
		ThrottleRate:  n.at("throttle_rate").fraction(),
		ThrottleBurst: n.at("throttle_burst").number(),
		SourceVPCEs:   n.at("source_vpces").texts(),
		SourceCIDRs:   n.at("source_cidrs").texts(),
		WebACL:        n.at("web_acl").text(),
		LogRetention:  n.at("log_retention").number(),
		StageName:     n.at("stage_name").text(),
		Domain:        ifGiven(n.at("domain"), domainSpec),
	}
	if a := ifGiven(n.at("authorizer"), authorizerSpec); a != nil {
		h.Authorizer = *a
	}
	for _, r := range n.at("routes").list() {
		r.note()
		h.Routes = append(h.Routes, spec.Route{
			Method: r.at("method").text(), Path: r.at("path").text(), Schema: r.at("schema").text(),
			Query: r.at("query").texts(), Headers: r.at("headers").texts(),
		})
	}
	return h
}

func authorizerSpec(n node) spec.Authorizer {
	return spec.Authorizer{
		Kind:      spec.AuthorizerKind(n.at("kind").text()),
		UserPools: n.at("user_pools").texts(),
		Scopes:    n.at("scopes").texts(),
		Function:  n.at("function").text(),
		Pattern:   n.at("pattern").text(),
		APIKeys:   n.at("api_keys").texts(),
	}
}

func domainSpec(n node) spec.Domain {
	return spec.Domain{
		Name: n.at("name").text(), Certificate: n.at("certificate").text(),
		Truststore: n.at("truststore").text(), TruststoreVersion: n.at("truststore_version").text(),
	}
}
