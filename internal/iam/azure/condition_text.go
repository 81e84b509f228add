package azure

import (
	"regexp"
	"sync"
)

// actionMatches finds the operations that a condition is about: ActionMatches{'Microsoft.Storage/…/read'}.
var actionMatches = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)ActionMatches\s*\{\s*'([^']*)'\s*\}`)
})

// guidLists finds comparisons with role definitions: GuidEquals {GUID, GUID}.
var guidLists = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(GuidEquals|GuidNotEquals)\s*\{([^}]*)\}`)
})

// attributes finds the attributes that a condition tests: @Resource[…].
var attributes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)@(Resource|Request|Principal|Environment)\s*\[`)
})

// containerNames finds a comparison of a blob container's name with one text.
var containerNames = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)@Resource\s*\[\s*Microsoft\.Storage/storageAccounts/blobServices/containers:name\s*\]\s*` +
		`String(Equals|EqualsIgnoreCase|Like)\s*'([^']*)'`)
})
