package azure

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// runtimeOf reads the runtime of an app, as App Service writes it: "PYTHON|3.12".
func runtimeOf(h host) model.Value[string] {
	if h.Type == "azurerm_function_app_flex_consumption" {
		version := h.Str("runtime_version")
		name, ok := h.Str("runtime_name").Get()
		if !ok {
			return model.UnknownValue[string](h.WhyUnknown("runtime_name"), h.Place("runtime_name"))
		}
		return model.Map(version, func(v string) string { return runtimeID(name, v) })
	}
	if v := h.str(h.names.fx); !model.Never(v.IsSet()) {
		return fxRuntime(v)
	}
	if h.names.api {
		return apiRuntime(h)
	}
	return stackRuntime(h)
}

// apiRuntime reads the runtime of a Flex Consumption app as the API has it.
func apiRuntime(h host) model.Value[string] {
	const p = flexConfig + ".runtime."
	name, ok := h.Str(p + "name").Get()
	if !ok {
		return model.NotSet[string](h.Place("body"))
	}
	return model.Map(h.Str(p+"version"), func(v string) string { return runtimeID(name, v) })
}

// formerType tells the resource types that azurerm 4 no longer has.
func formerType(typ string) bool {
	return strings.HasPrefix(typ, "azurerm_function_app") || strings.HasPrefix(typ, "azurerm_app_service")
}

// fxRuntime reads linux_fx_version: a runtime and its version, or a container image, which has none.
func fxRuntime(v model.Value[string]) model.Value[string] {
	if text, ok := v.Get(); ok && (text == "" || isImage(text)) {
		return model.NotSet[string](v.Place)
	}
	return model.Map(v, func(text string) string {
		name, version, _ := strings.Cut(text, "|")
		return runtimeID(name, version)
	})
}

func isImage(fx string) bool {
	name, _, _ := strings.Cut(fx, "|")
	return strings.EqualFold(name, "DOCKER") || strings.EqualFold(name, "COMPOSE") || strings.EqualFold(name, "KUBE")
}

// stackRuntime reads application_stack, in which one language has a version.
func stackRuntime(h host) model.Value[string] {
	const p = "site_config.0.application_stack.0."
	for _, language := range []string{"python", "node", "java", "powershell_core"} {
		if v := h.str(p + language + "_version"); !model.Never(v.IsSet()) && !isEmpty(v) {
			return model.Map(v, func(version string) string { return runtimeID(language, version) })
		}
	}
	v := h.str(p + "dotnet_version")
	if version, ok := v.Get(); ok && (version == "" || version == "v4.0") {
		return model.NotSet[string](v.Place) // .NET Framework, which lives as long as Windows
	}
	isolated, known := h.Flag(p + "use_dotnet_isolated_runtime").Or(false).Get()
	if !known {
		return model.UnknownValue[string](h.WhyUnknown(p+"use_dotnet_isolated_runtime"), v.Place)
	}
	return model.Map(v, func(version string) string {
		if isolated {
			return runtimeID("dotnet-isolated", version)
		}
		return runtimeID("dotnet", version)
	})
}

func isEmpty(v model.Value[string]) bool {
	text, ok := v.Get()
	return ok && text == ""
}

// runtimeID writes a runtime as facts.FindRuntime knows it. azurerm writes versions in several ways: "v8.0", "~20",
// "1.8", "7" for PowerShell 7.0.
func runtimeID(language, version string) string {
	language = strings.ToUpper(language)
	version = strings.TrimLeft(version, "v~")
	switch language {
	case "POWERSHELL_CORE", "POWERSHELL":
		language = "POWERSHELL"
		if version == "7" {
			version = "7.0"
		}
	case "JAVA":
		if version == "1.8" || version == "8.0" {
			version = "8"
		}
	case "DOTNET", "DOTNET-ISOLATED":
		if version != "" && !strings.Contains(version, ".") {
			version += ".0"
		}
	case "NODE": // web apps write "20-lts"
		version, _, _ = strings.Cut(strings.TrimSuffix(strings.ToLower(version), "-lts"), ".")
	}
	return language + "|" + version
}

// takeWorker reads the settings by which Windows apps, and those of azurerm 2, choose the version of Node.js.
func takeWorker(f *model.Function, at model.Place) {
	version := settingNamed(f, "WEBSITE_NODE_DEFAULT_VERSION", at)
	worker := settingNamed(f, "FUNCTIONS_WORKER_RUNTIME", at)
	if model.Never(f.Runtime.IsSet()) && version.IsKnown() && model.Certainly(model.Equals(worker, "node")) {
		f.Runtime = model.Map(version, func(v string) string { return runtimeID("node", v) })
	}
}

// hostVersion reads the version of the Functions host. azurerm 2 and 3 take ~1 for the old type where nothing is given, ~4
// for the new ones. A Flex Consumption app has no choice.
func hostVersion(h host) model.Value[string] {
	v := h.str(h.names.hostVersion)
	switch {
	case h.names.hostVersion == "":
		return v
	case formerType(h.Type):
		return v.Or("~1")
	default:
		return v.Or("~4")
	}
}

// hostUpdates tells whether the cloud patches the host by itself: "~4" follows its newest build, "4.1036.3" is one of
// them.
func hostUpdates(version string) string {
	if strings.HasPrefix(version, "~") {
		return "Auto"
	}
	return "Manual"
}

// hostID writes a version of the host as facts.FindRuntime knows it: a pinned build belongs to its major version.
func hostID(version string) string {
	major, _, _ := strings.Cut(strings.TrimLeft(version, "~v"), ".")
	return "host|~" + major
}

// webStack reads the runtime of a plain web application, where it is one that functions have, too.
func webStack(h host) model.Value[string] {
	if v := h.str(h.names.fx); !model.Never(v.IsSet()) || h.names.api {
		return fxRuntime(v)
	}
	if formerType(h.Type) {
		return model.Map(h.str("site_config.0.python_version"), func(v string) string { return runtimeID("python", v) })
	}
	v := stackRuntime(h)
	if model.Certainly(v.Match(func(id string) bool { return strings.HasPrefix(id, "DOTNET|") })) {
		return model.NotSet[string](v.Place) // its table is about functions that run inside of the host
	}
	return v
}

// imageOf reads the container image of an app: registry, name and tag, or all of it after "DOCKER|".
func imageOf(h host) model.Value[string] {
	if fx := h.str(h.names.fx); h.names.fx != "" {
		if text, ok := fx.Get(); ok {
			if isImage(text) {
				_, image, _ := strings.Cut(text, "|")
				return model.Known(image, fx.Place)
			}
			return model.NotSet[string](fx.Place)
		}
		if shape, ok := fx.Shape(); ok && !isImage(shape) {
			return model.NotSet[string](fx.Place)
		}
		return fx
	}
	const p = "site_config.0.application_stack.0.docker.0."
	tag := h.str(p + "image_tag")
	return joinedImage(h, p, tag)
}

// joinedImage makes one text of registry, name and tag. Unknown pieces leave a gap, so that a known tag is still judged.
func joinedImage(h host, p string, tag model.Value[string]) model.Value[string] {
	name := h.str(p + "image_name")
	if model.Never(name.IsSet()) {
		return model.NotSet[string](h.Place("site_config.0.application_stack"))
	}
	known := name.IsKnown() && tag.IsKnown()
	text := shown(name) + ":" + shown(tag)
	if known {
		return model.Known(text, tag.Place)
	}
	why := name.Why()
	if why == "" {
		why = tag.Why()
	}
	return model.UnknownSet[string](why, tag.Place).Shaped(text)
}

func shown(v model.Value[string]) string {
	if text, ok := v.Get(); ok {
		return text
	}
	if shape, ok := v.Shape(); ok {
		return shape
	}
	return model.Gap
}

// imageNamed tells whether an image is named by its digest, and whether by the tag that every push moves.
func imageNamed(image model.Value[string]) (pinned, latest model.Truth) {
	ask := func(f func(string) bool) model.Truth {
		if shape, ok := image.Shape(); ok && (f(shape) || !strings.HasSuffix(shape, model.Gap)) {
			return model.Of(f(shape))
		}
		return image.Match(f)
	}
	pinned = ask(func(s string) bool { return strings.Contains(s, "@sha256:") || strings.Contains(s, "sha256:") })
	latest = ask(func(s string) bool {
		last := s[strings.LastIndexByte(s, '/')+1:]
		return strings.HasSuffix(s, ":latest") || !strings.ContainsAny(last, ":@")
	})
	return pinned, latest
}
