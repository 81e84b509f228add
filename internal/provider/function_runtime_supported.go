package provider

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/slsguard/terraform-provider-slsguard/internal/facts"
)

var _ function.Function = runtimeSupported{}

// runtimeSupported is provider::slsguard::runtime_supported.
type runtimeSupported struct{ now func() time.Time }

func (runtimeSupported) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "runtime_supported"
}

func (runtimeSupported) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Tells whether a runtime is supported, and still will be",
		MarkdownDescription: "Returns `true` when the vendor supports the runtime for at least that many more days, " +
			"`false` when it does not, and `null` when slsguard's table knows no date. An id that is not in the table is " +
			"an error. The answer depends on the day on which it is asked.",
		Parameters: []function.Parameter{function.StringParameter{
			Name: "id",
			MarkdownDescription: "Id of the runtime as the cloud's API writes it: `python3.13` (AWS Lambda), " +
				"`python312` (Google Cloud Functions) or `PYTHON|3.12` (Azure Functions).",
		}},
		VariadicParameter: function.Int64Parameter{
			Name:                "days",
			MarkdownDescription: "Optional: for how many more days it must be supported. Default `0`.",
		},
		Return: function.BoolReturn{},
	}
}

func (f runtimeSupported) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var id string
	var days []int64
	if resp.Error = req.Arguments.Get(ctx, &id, &days); resp.Error != nil {
		return
	}
	if len(days) > 1 || len(days) == 1 && (days[0] < 0 || days[0] > maxDays) {
		resp.Error = function.NewArgumentFuncError(1, fmt.Sprintf("want at most one number of days, 0 to %d", maxDays))
		return
	}
	row, ok := anyRuntime(id)
	if !ok {
		resp.Error = function.NewArgumentFuncError(0, fmt.Sprintf("no runtime %q is known in any cloud", id))
		return
	}
	ahead := 0
	if len(days) == 1 {
		ahead = int(days[0])
	}
	resp.Error = resp.Result.Set(ctx, supported(row, f.now().AddDate(0, 0, ahead)))
}

// maxDays is ten years: no vendor says more.
const maxDays = 3660

// supported says whether a runtime gets patches on a day; nil when that is not known.
func supported(r facts.Runtime, on time.Time) *bool {
	if r.Deprecated.IsZero() {
		return nil
	}
	yes := on.Before(r.Deprecated)
	return &yes
}

// anyRuntime finds a runtime in whichever cloud has the id: the clouds write them so differently that none is shared.
func anyRuntime(id string) (facts.Runtime, bool) {
	for _, cloud := range clouds() {
		if row, ok := facts.FindRuntime(cloud, id); ok {
			return row, true
		}
	}
	return facts.Runtime{}, false
}

func clouds() []string { return []string{"aws", "azure", "google"} }
