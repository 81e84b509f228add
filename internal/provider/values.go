package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Values as attributes have them; what is not set in the cloud is null.

func textValue(s string) attr.Value { return textOrNull(s) }

func numberValue(n int) attr.Value { return types.Int64Value(int64(n)) }

func flagValue(b bool) attr.Value { return types.BoolValue(b) }

func listValue(texts []string) attr.Value {
	if len(texts) == 0 {
		return types.ListNull(types.StringType)
	}
	values := make([]attr.Value, len(texts))
	for i, t := range texts {
		values[i] = types.StringValue(t)
	}
	return types.ListValueMust(types.StringType, values)
}

func mapValue(texts map[string]string) attr.Value {
	if len(texts) == 0 {
		return types.MapNull(types.StringType)
	}
	values := make(map[string]attr.Value, len(texts))
	for k, t := range texts {
		values[k] = types.StringValue(t)
	}
	return types.MapValueMust(types.StringType, values)
}

// objectValue is an object of texts, null when there is none.
func objectValue(names []string, texts map[string]string) attr.Value {
	attributeTypes := make(map[string]attr.Type, len(names))
	values := make(map[string]attr.Value, len(names))
	for _, name := range names {
		attributeTypes[name], values[name] = types.StringType, textOrNull(texts[name])
	}
	if texts == nil {
		return types.ObjectNull(attributeTypes)
	}
	return types.ObjectValueMust(attributeTypes, values)
}
