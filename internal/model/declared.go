package model

import "time"

// Part says that an object is a part of something that the user declared as a whole, such as the role of a
// slsguard_secure_function. What is found of the object is told of the declaration.
type Part struct {
	Of *Declaration
	// Attribute gives the declared attribute for one of the object; "" for the whole.
	Attribute func(attribute string) string
}

// Declaration is what a user declared as a whole, and promises more than its parts do.
type Declaration struct {
	Address    string
	Exceptions []Exception
	Loosened   []Loosened
	Remedies   map[string]string // by rule: what to write in it, where that is not what to write elsewhere
}

// Exception is a rule that a declaration is allowed to break for a time.
type Exception struct {
	Rule    string    // id or name
	Expires time.Time // the last day on which it holds
}

// Loosened is a promise that a declaration gives up, where the rule leaves it to taste for everything else.
type Loosened struct{ Rule, Attribute, Message, Fix string }
