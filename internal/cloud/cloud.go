// Package cloud says what a deployer of one cloud does for the provider: create, read, update and delete composite
// resources made of several cloud objects, in such a way that a run which dies anywhere can be finished or cleaned
// up by the next.
package cloud

import (
	"context"

	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// Deployer deploys to one cloud. Every method is bounded in time and ends in the last real error; ctx cancels it.
//
// Each object that a resource makes is reported through record before the next is begun, so that the caller can keep it
// in state even when a later step fails. Nothing is deleted or rewritten that is not in the recorded state, but for an
// object that is left behind by a run which was cut off between making and recording it: it bears the resource's tag.
type Deployer interface {
	// Scope tells where the deployer works. It asks the cloud once.
	Scope(ctx context.Context) (harden.Scope, error)

	// ApplyFunction brings what exists (nothing, all, or a part) to what is wanted.
	ApplyFunction(ctx context.Context, have FunctionState, want harden.Function, record func(FunctionState)) (FunctionState, error)
	// ReadFunction looks at every object of the state; ok is false only when all of them are gone.
	ReadFunction(ctx context.Context, have FunctionState) (state FunctionState, ok bool, err error)
	// ImportFunction finds every object of a function that slsguard made, by the function's name or ARN.
	ImportFunction(ctx context.Context, id string) (FunctionState, error)
	DeleteFunction(ctx context.Context, have FunctionState, record func(FunctionState)) error

	// The same for triggers.
	ApplyTrigger(ctx context.Context, have TriggerState, want harden.Trigger, record func(TriggerState)) (TriggerState, error)
	ReadTrigger(ctx context.Context, have TriggerState) (state TriggerState, ok bool, err error)
	// ImportTrigger finds every object of a trigger that slsguard made, by the ARN of its main part.
	ImportTrigger(ctx context.Context, id string) (TriggerState, error)
	DeleteTrigger(ctx context.Context, have TriggerState, record func(TriggerState)) error
}

// Object is one cloud object that a resource made.
type Object struct {
	Kind string `json:"kind"`
	ID   string `json:"id"` // ARN, name or URL: what its service's calls take
}

// Objects are what a resource made, in the order in which they came into being.
type Objects []Object

// ID gives the id of the object of a kind; "" when there is none.
func (os Objects) ID(kind string) string {
	for _, o := range os {
		if o.Kind == kind {
			return o.ID
		}
	}
	return ""
}

// All gives the ids of every object of a kind.
func (os Objects) All(kind string) []string {
	var ids []string
	for _, o := range os {
		if o.Kind == kind {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// With gives the objects with one more, unless it is there.
func (os Objects) With(kind, id string) Objects {
	for _, o := range os {
		if o.Kind == kind && o.ID == id {
			return os
		}
	}
	return append(append(Objects{}, os...), Object{kind, id})
}

// Without gives the objects without one.
func (os Objects) Without(kind, id string) Objects {
	out := Objects{}
	for _, o := range os {
		if o.Kind != kind || o.ID != id {
			out = append(out, o)
		}
	}
	return out
}

// FunctionState is what exists of a function: the objects made for it, and their settings as last read, in the same
// form as the desired state, so that drift is a difference between the two (harden.DiffFunction). What does not exist
// has zero values in the settings.
type FunctionState struct {
	Objects  Objects         `json:"objects"`
	Settings harden.Function `json:"settings"`
	// Computed values that other resources refer to, by name; package cloud/aws lists them.
	Computed map[string]string `json:"computed"`
}

// TriggerState is FunctionState for a trigger.
type TriggerState struct {
	Objects  Objects           `json:"objects"`
	Settings harden.Trigger    `json:"settings"`
	Computed map[string]string `json:"computed"`
}
