package aws

import "testing"

func TestEventAPI(t *testing.T) {
	sys := family(t, "appsync_events")
	api := at(t, sys.APIs, "aws_appsync_api.chat")
	got := map[string]string{}
	for _, e := range api.Endpoints {
		also := ""
		for _, other := range e.Also {
			also += " or " + shown(other)
		}
		got[shown(e.Name)] = shown(e.Auth) + also + " at " + e.Auth.Place.Address() + ": " + leads(e.Function)
	}
	equalMaps(t, got, map[string]string{
		"connect":         "token or API key at aws_appsync_api.chat: aws_lambda_function.handler",
		"publish":         "IAM at aws_appsync_api.chat: aws_lambda_function.handler",
		"subscribe":       "API key at aws_appsync_api.chat: aws_lambda_function.handler",
		"publish to open": "API key at aws_appsync_channel_namespace.open: aws_lambda_function.handler",
	})
	equal(t, "traces", shown(api.DataTrace), "true")
	equal(t, "authorizers", len(sys.Authorizers), 3)
	equal(t, "unmodelled", len(sys.Unmodelled), 0)
}
