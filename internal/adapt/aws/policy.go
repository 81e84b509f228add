package aws

import "github.com/slsguard/terraform-provider-slsguard/internal/model"

// policy is a resource policy as far as the plan knows it.
type policy struct {
	grants []*model.Grant
	// denies tells for messages and TLSOnly what it takes away again; grants are already judged against it.
	tlsOnly model.Truth // whether it denies requests without TLS
	set     model.Truth // whether there is a policy at all
	why     string      // why it is not fully known; "" when it is
	place   model.Place
}

// policy reads the resource policy in an attribute: a JSON string, or a reference to a policy document data
// source that cannot be read yet and is rebuilt from its statements.
func (r resource) policy(path string) policy {
	return policy{place: r.place(path)}
}
