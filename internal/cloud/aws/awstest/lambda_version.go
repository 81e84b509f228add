package awstest

import (
	"slices"
	"strconv"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

func versionHandlers() map[string]handler {
	return map[string]handler{
		"lambda.PublishVersion":                     (*World).publishVersion,
		"lambda.ListVersionsByFunction":             (*World).listVersions,
		"lambda.CreateAlias":                        (*World).createAlias,
		"lambda.GetAlias":                           (*World).getAlias,
		"lambda.UpdateAlias":                        (*World).updateAlias,
		"lambda.DeleteAlias":                        (*World).deleteAlias,
		"lambda.ListAliases":                        (*World).listAliases,
		"lambda.PutProvisionedConcurrencyConfig":    (*World).putProvisioned,
		"lambda.GetProvisionedConcurrencyConfig":    (*World).getProvisioned,
		"lambda.DeleteProvisionedConcurrencyConfig": (*World).deleteProvisioned,
		"lambda.CreateFunctionUrlConfig":            (*World).createURL,
		"lambda.GetFunctionUrlConfig":               (*World).getURL,
		"lambda.DeleteFunctionUrlConfig":            (*World).deleteURL,
	}
}

func (w *World) publishVersion(in wire.Values) (wire.Values, error) {
	f, name, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	if err := w.editable(f, name, in); err != nil {
		return nil, err
	}
	if in.Has("CodeSha256") && in.Str("CodeSha256") != f.Config.Str("CodeSha256") {
		return nil, invalid("CodeSHA256 (%s) is different from current CodeSHA256 in $LATEST (%s). Please try again with the CodeSHA256 in $LATEST.",
			in.Str("CodeSha256"), f.Config.Str("CodeSha256"))
	}
	return w.publish(f, name, in), nil
}

// publish makes a version, or gives the last one if nothing has changed since:
// https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
func (w *World) publish(f *Function, name string, in wire.Values) wire.Values {
	if n := len(f.Versions); n > 0 && sameVersion(f.Versions[n-1], f.Config) {
		return f.Versions[n-1].Clone()
	}
	number := 1
	if n := len(f.Versions); n > 0 {
		last, _ := strconv.Atoi(f.Versions[n-1].Str("Version"))
		number = last + 1
	}
	v := f.Config.With(wire.Values{
		"Version": strconv.Itoa(number), "FunctionArn": w.functionARN(name, strconv.Itoa(number)),
		"State": "Active", "LastUpdateStatus": "Successful", "RevisionId": w.uuid("revision"),
	})
	if in.Str("Description") != "" {
		v["Description"] = in.Str("Description")
	}
	f.Versions = append(f.Versions, v)
	return v.Clone()
}

// sameVersion compares what a version freezes; its own description, and when it was made, are not part of it.
func sameVersion(version, config wire.Values) bool {
	for key, value := range config.Clone() {
		if key == "LastModified" || key == "Description" {
			continue
		}
		if (wire.Values{key: value}).String() != (wire.Values{key: version[key]}).String() {
			return false
		}
	}
	return true
}

func (w *World) listVersions(in wire.Values) (wire.Values, error) {
	f, name, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	return page(w, in, "Versions", append([]wire.Values{w.view(f, name)}, f.Versions...), lambdaPaging())
}

func (w *World) createAlias(in wire.Values) (wire.Values, error) {
	f, name, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	alias := in.Str("Name")
	if _, ok := f.Aliases[alias]; ok {
		return nil, fail("ResourceConflictException", "Alias already exists: %s", w.functionARN(name, alias))
	}
	return w.setAlias(f, name, in, wire.Values{})
}

func (w *World) setAlias(f *Function, name string, in, alias wire.Values) (wire.Values, error) {
	alias = alias.With(nil)
	alias.Take(in, "Name", "FunctionVersion", "Description", "RoutingConfig")
	if v := alias.Str("FunctionVersion"); v != "$LATEST" && f.version(v) == nil {
		return nil, w.noFunction(name, v)
	}
	alias.Or("Description", "")
	if len(alias.Map("RoutingConfig").Map("AdditionalVersionWeights")) == 0 {
		delete(alias, "RoutingConfig")
	}
	f.Aliases[in.Str("Name")] = alias
	return w.aliasView(name, alias), nil
}

func (w *World) aliasView(function string, alias wire.Values) wire.Values {
	return alias.With(wire.Values{
		"AliasArn": w.functionARN(function, alias.Str("Name")), "RevisionId": "revision-" + alias.Str("FunctionVersion"),
	})
}

func (w *World) alias(in wire.Values) (f *Function, name string, alias wire.Values, err error) {
	f, name, _, err = w.function(in)
	if err != nil {
		return nil, name, nil, err
	}
	alias, ok := f.Aliases[in.Str("Name")]
	if !ok {
		return nil, name, nil, fail("ResourceNotFoundException", "Cannot find alias arn: %s", w.functionARN(name, in.Str("Name")))
	}
	return f, name, alias, nil
}

func (w *World) getAlias(in wire.Values) (wire.Values, error) {
	_, name, alias, err := w.alias(in)
	if err != nil {
		return nil, err
	}
	return w.aliasView(name, alias), nil
}

func (w *World) updateAlias(in wire.Values) (wire.Values, error) {
	f, name, alias, err := w.alias(in)
	if err != nil {
		return nil, err
	}
	return w.setAlias(f, name, in, alias)
}

// deleteAlias says nothing about an alias that isn't there, as AWS does.
func (w *World) deleteAlias(in wire.Values) (wire.Values, error) {
	f, _, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	delete(f.Aliases, in.Str("Name"))
	delete(f.Policy, in.Str("Name"))
	delete(f.Invoke, in.Str("Name"))
	return nil, nil
}

func (w *World) listAliases(in wire.Values) (wire.Values, error) {
	f, name, _, err := w.function(in)
	if err != nil {
		return nil, err
	}
	out := []wire.Values{}
	for _, a := range sortedKeys(f.Aliases) {
		if in.Has("FunctionVersion") && f.Aliases[a].Str("FunctionVersion") != in.Str("FunctionVersion") {
			continue
		}
		out = append(out, w.aliasView(name, f.Aliases[a]))
	}
	return page(w, in, "Aliases", out, lambdaPaging())
}

func (w *World) putProvisioned(in wire.Values) (wire.Values, error) {
	f, _, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	if qualifier == "" {
		return nil, invalid("Provisioned Concurrency Configs cannot be applied to unpublished function versions.")
	}
	f.Provisioned[qualifier] = in.Int("ProvisionedConcurrentExecutions")
	return w.provisionedView(f.Provisioned[qualifier]), nil
}

func (w *World) provisionedView(n int64) wire.Values {
	return wire.Values{
		"RequestedProvisionedConcurrentExecutions": n, "AvailableProvisionedConcurrentExecutions": n,
		"AllocatedProvisionedConcurrentExecutions": n, "Status": "READY", "LastModified": w.now().Format("2006-01-02T15:04:05-0700"),
	}
}

func (w *World) getProvisioned(in wire.Values) (wire.Values, error) {
	f, _, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	n, ok := f.Provisioned[qualifier]
	if !ok {
		return nil, fail("ProvisionedConcurrencyConfigNotFoundException", "No Provisioned Concurrency Config found for this function")
	}
	return w.provisionedView(n), nil
}

func (w *World) deleteProvisioned(in wire.Values) (wire.Values, error) {
	f, _, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	delete(f.Provisioned, qualifier)
	return nil, nil
}

func (w *World) createURL(in wire.Values) (wire.Values, error) {
	f, name, qualifier, err := w.function(in)
	if err != nil {
		return nil, err
	}
	if _, ok := f.URL[qualifier]; ok {
		return nil, fail("ResourceConflictException", "Failed to create function url config for [functionArn = %s]. Error message:  FunctionUrlConfig exists for this Lambda function", w.functionARN(name, qualifier))
	}
	stamp := w.now().Format("2006-01-02T15:04:05Z")
	url := wire.Values{
		"FunctionUrl": "https://" + w.id("url", "url", 32) + ".lambda-url." + w.Region + ".on.aws/",
		"FunctionArn": w.functionARN(name, qualifier), "CreationTime": stamp, "LastModifiedTime": stamp,
	}
	in.Or("InvokeMode", "BUFFERED")
	url.Take(in, "AuthType", "Cors", "InvokeMode")
	f.URL[qualifier] = url
	created := url.Clone()
	delete(created, "LastModifiedTime") // the answer of creation has none
	return created, nil
}

func (w *World) url(in wire.Values) (*Function, string, error) {
	f, _, qualifier, err := w.function(in)
	if err != nil {
		return nil, "", err
	}
	if _, ok := f.URL[qualifier]; !ok {
		return nil, "", fail("ResourceNotFoundException", "The resource you requested does not exist.")
	}
	return f, qualifier, nil
}

func (w *World) getURL(in wire.Values) (wire.Values, error) {
	f, qualifier, err := w.url(in)
	if err != nil {
		return nil, err
	}
	return f.URL[qualifier].Clone(), nil
}

func (w *World) deleteURL(in wire.Values) (wire.Values, error) {
	f, qualifier, err := w.url(in)
	if err != nil {
		return nil, err
	}
	delete(f.URL, qualifier)
	return nil, nil
}

// without removes the first statement with a sid.
func without(list []statement, sid string) ([]statement, bool) {
	i := slices.IndexFunc(list, func(s statement) bool { return s.Sid == sid })
	if i < 0 {
		return list, false
	}
	return slices.Delete(list, i, i+1), true
}
