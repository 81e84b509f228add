package spec

// ReadTrigger reads a slsguard_secure_trigger.
func ReadTrigger(value Value) Trigger {
	var t Trigger
	n := node{value: value, unknown: &t.Unknown}
	t.Name, t.Function = n.at("name").text(), n.at("function").text()
	t.Filter = n.at("filter").texts()
	t.BatchSize, t.Enabled = n.at("batch_size").number(), n.at("enabled").flag()
	t.DeadLetter, t.Key = n.at("dead_letter").text(), n.at("key").text()
	t.Tags = n.at("tags").textMap()
	t.Exceptions = listOf(n.at("exceptions"), readException)
	t.HTTP = ifGiven(n.at("http"), readHTTP)
	t.Queue = ifGiven(n.at("queue"), readQueue)
	t.Stream = ifGiven(n.at("stream"), readStream)
	t.Topic = ifGiven(n.at("topic"), readTopic)
	t.Bus = ifGiven(n.at("bus"), readBus)
	t.Storage = ifGiven(n.at("storage"), readStorage)
	t.Schedule = ifGiven(n.at("schedule"), readSchedule)
	return t
}

func readQueue(n node) Queue {
	return Queue{
		Source: n.at("source").text(), Key: n.at("key").text(),
		MaximumConcurrency: n.at("maximum_concurrency").number(),
		BatchingWindow:     n.at("batching_window").number(),
	}
}

func readStream(n node) Stream {
	return Stream{
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

func readTopic(n node) Topic {
	return Topic{Source: n.at("source").text(), FilterOn: n.at("filter_on").text()}
}

func readBus(n node) Bus { return Bus{Name: n.at("name").text()} }

func readStorage(n node) Storage {
	return Storage{
		Bucket: n.at("bucket").text(), Events: n.at("events").texts(),
		Prefix: n.at("prefix").text(), Suffix: n.at("suffix").text(),
	}
}

func readSchedule(n node) Schedule {
	return Schedule{
		Expression: n.at("expression").text(), TimeZone: n.at("time_zone").text(),
		Input: n.at("input").text(), FlexibleWindow: n.at("flexible_window").optionalNumber(),
	}
}

func readHTTP(n node) HTTP {
	h := HTTP{
		ThrottleRate:  n.at("throttle_rate").fraction(),
		ThrottleBurst: n.at("throttle_burst").number(),
		SourceVPCEs:   n.at("source_vpces").texts(),
		SourceCIDRs:   n.at("source_cidrs").texts(),
		WebACL:        n.at("web_acl").text(),
		LogRetention:  n.at("log_retention").number(),
		StageName:     n.at("stage_name").text(),
		Domain:        ifGiven(n.at("domain"), readDomain),
	}
	if a := ifGiven(n.at("authorizer"), readAuthorizer); a != nil {
		h.Authorizer = *a
	}
	h.Routes = listOf(n.at("routes"), readRoute)
	return h
}

func readRoute(n node) Route {
	return Route{
		Method: n.at("method").text(), Path: n.at("path").text(), Schema: n.at("schema").text(),
		Query: n.at("query").texts(), Headers: n.at("headers").texts(),
	}
}

func readAuthorizer(n node) Authorizer {
	return Authorizer{
		Kind:      AuthorizerKind(n.at("kind").text()),
		UserPools: n.at("user_pools").texts(),
		Scopes:    n.at("scopes").texts(),
		Function:  n.at("function").text(),
		Pattern:   n.at("pattern").text(),
		APIKeys:   n.at("api_keys").texts(),
	}
}

func readDomain(n node) Domain {
	return Domain{
		Name: n.at("name").text(), Certificate: n.at("certificate").text(),
		Truststore: n.at("truststore").text(), TruststoreVersion: n.at("truststore_version").text(),
	}
}
