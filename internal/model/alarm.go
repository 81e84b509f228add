package model

// Alarm watches a metric.
type Alarm struct {
	Head
	Namespace  Value[string]            // "AWS/Lambda"; absent for one that computes with several metrics
	Metric     Value[string]            // "Errors"
	Dimensions map[string]Value[string] // "FunctionName"
	// Functions and Channels are those of the plan that its dimensions lead to.
	Functions []*Function
	Channels  []*Channel
	// AllFunctions is true when it watches the functions of the account together.
	AllFunctions bool
	Notifies     Truth       // whether it does anything when it goes off
	Muted        Value[bool] // what it would do was switched off
}

// Alarms gives the alarms on metrics.
func Alarms(s *System) []*Alarm { return s.Alarms }
