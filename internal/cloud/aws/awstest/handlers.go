package awstest

import (
	"maps"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// allHandlers lists every operation that the stand-in serves, by "service.Operation".
func allHandlers() map[string]handler {
	all := map[string]handler{}
	for _, of := range []map[string]handler{
		iamHandlers(), stsHandlers(), logsHandlers(), kmsHandlers(),
		functionHandlers(), functionSettingHandlers(), versionHandlers(), permissionHandlers(), mappingHandlers(),
		sqsHandlers(), snsHandlers(), eventsHandlers(), schedulerHandlers(),
		apiHandlers(), apiPartHandlers(), methodHandlers(), stageHandlers(), domainHandlers(), usageHandlers(),
		wafHandlers(), s3Handlers(), dataHandlers(),
	} {
		maps.Copy(all, of)
	}
	return all
}

// tagsToMap reads tags that are lists of structures: iam, kms, events, scheduler, each with its own member names.
func tagsToMap(list []wire.Values, key, value string) map[string]string {
	out := map[string]string{}
	for _, t := range list {
		out[t.Str(key)] = t.Str(value)
	}
	return out
}

// tagsToList is the other way round, sorted by key.
func tagsToList(tags map[string]string, key, value string) []wire.Values {
	out := []wire.Values{}
	for _, k := range sortedKeys(tags) {
		out = append(out, wire.Values{key: k, value: tags[k]})
	}
	return out
}
