package model

// APIService is a service in front of APIs, as far as its settings hold for all of them.
type APIService struct {
	Head
	Of string // what it is: "API Management service"
	// Open tells whether clients in any network reach it, InNetwork whether it stands in a network of the plan's own, from
	// which it calls what is behind; the places are where that is decided.
	Open, InNetwork         Truth
	OpenPlace, NetworkPlace Place
}

// APIServices gives the services in front of APIs that the plan declares.
func APIServices(s *System) []*APIService { return s.APIServices }
