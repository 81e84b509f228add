package model

// SecurityGroups gives the security groups.
func SecurityGroups(s *System) []*SecurityGroup { return s.SecurityGroups }

// Subnets gives the subnets.
func Subnets(s *System) []*Subnet { return s.Subnets }

// NetworkEndpoints gives the private ways to services of the cloud.
func NetworkEndpoints(s *System) []*NetworkEndpoint { return s.NetworkEndpoints }

// SecurityGroup is a firewall around network interfaces.
type SecurityGroup struct {
	Head
	Ingress []*TrafficRule
	Egress  []*TrafficRule
	// Incomplete says why there may be more rules than these; "" when there are not.
	Incomplete string
	Bearers    []Bearer // functions that it is around, filled by Connect
}

// Bearer is one function that a security group is around.
type Bearer struct {
	Function *Function
	Place    Place
	Certain  Truth
}

// TrafficRule lets traffic in or out.
type TrafficRule struct {
	Place    Place
	CIDRs    Value[[]string] // IPv4 and IPv6 ranges
	From, To Value[int]      // ports; both -1 for all
	Protocol Value[string]   // "tcp", "udp"; "-1" for all
	Source   Link[*SecurityGroup]
	// Certain is unknown when the rule may belong to another group.
	Certain Truth
	// Customers tells whether it lets in all that runs in the cloud, of whichever customer.
	Customers Truth
}

// Open tells whether the rule is for the whole internet.
func (t *TrafficRule) Open() Truth {
	return t.Certain.And(t.CIDRs.Match(func(ranges []string) bool {
		for _, r := range ranges {
			if r == "0.0.0.0/0" || r == "::/0" {
				return true
			}
		}
		return false
	}))
}

// Subnet is a part of a private network, in one zone.
type Subnet struct {
	Head
	Public Truth // whether its routes lead to an internet gateway
	Zone   Value[string]
}

// NetworkEndpoint is a private way to a service of the cloud.
type NetworkEndpoint struct {
	Head
	Service   Value[string] // "com.amazonaws.eu-central-1.s3"
	Grants    []*Grant      // its policy
	PolicySet Truth         // without one, everything is allowed through it
	PolicyWhy string
}
