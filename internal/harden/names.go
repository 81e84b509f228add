package harden

// A function and triggers of all kinds may bear the same name, and mostly do. What they make must not: what the kind stands
// behind never ends as a function's objects do ("-dead-letter", a region), and is told from other kinds' by the kind itself.
// TestNamesDiffer holds every kind to it.

// Sid is the id of the trigger's statements in policies on the function and on a given dead-letter queue.
func (t *Trigger) Sid() string { return "slsguard-" + string(t.Kind) + "-" + t.Name }

// ConsumerPrefix begins the names of inline policies that triggers put on a function's role.
const ConsumerPrefix = "slsguard-trigger-"

// ConsumerName is the name of the inline policy on the function's role.
func (t *Trigger) ConsumerName() string { return ConsumerPrefix + string(t.Kind) + "-" + t.Name }

// LogGroupName is the name of the log group of an API's requests.
func (t *Trigger) LogGroupName() string { return "/slsguard/api/" + t.Name }

func (t *Trigger) queueName() string { return fit(t.Name+"-dead-letter-"+string(t.Kind), 80) }

func (t *Trigger) ruleName() string { return fit(t.Sid(), 64) }

func (t *Trigger) roleName() string {
	return fit("slsguard-"+t.Name+"-"+t.Scope.Region+"-"+string(t.Kind), 64)
}

// keyName goes behind alias/slsguard/; a function's name has no slash.
func (t *Trigger) keyName() string { return string(t.Kind) + "/" + t.Name }
