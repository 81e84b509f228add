package aws

import (
	"slices"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func cognitoTypes() types {
	return types{
		"aws_cognito_user_pool":                            {Make: userPool},
		"data.aws_cognito_user_pool":                       {Make: readUserPool},
		"aws_cognito_user_pool_client":                     {Follow: "user_pool_id"},
		"aws_cognito_managed_user_pool_client":             {Follow: "user_pool_id"},
		"aws_cognito_user_pool_domain":                     {Follow: "user_pool_id"},
		"aws_cognito_user_group":                           {Follow: "user_pool_id"},
		"aws_cognito_resource_server":                      {Follow: "user_pool_id"},
		"aws_cognito_identity_pool":                        {Make: identityPool},
		"data.aws_cognito_identity_pool":                   {Make: readIdentityPool},
		"aws_cognito_identity_pool_roles_attachment":       {Link: linkGuestRole, Finish: finishGuestRole},
		"aws_cognito_identity_pool_provider_principal_tag": nothing(),
		"aws_cognito_identity_provider":                    {Make: identityProvider, Follow: "user_pool_id"},
		"aws_cognito_user":                                 {Make: poolUser, Follow: "user_pool_id"},
	}
}

// userPool adds a directory of users. People may sign up by themselves unless only administrators may create
// users (allow_admin_create_user_only, false), passwords have 8 characters and there is no second factor unless
// set (Cognito API, UserPoolType: PasswordPolicy, MfaConfiguration).
func userPool(r resource) {
	const admin, password = "admin_create_user_config", "password_policy"
	closed := model.NotSet[bool](r.Place(admin + ".0.allow_admin_create_user_only"))
	length := model.NotSet[int](r.Place(password + ".0.minimum_length"))
	if !r.missing(admin) {
		closed = r.Flag(closed.Place.Attribute())
	}
	if !r.missing(password) {
		length = r.Num(length.Place.Attribute())
	}
	p := &model.UserPool{
		Head:           r.Head(),
		SelfSignUp:     model.Map(closed.Or(false), negate),
		PasswordLength: length.Or(8),
		MultiFactor:    model.Map(r.Str("mfa_configuration").Or("OFF"), func(s string) bool { return s != "OFF" }),
	}
	r.b.Declare(r, p)
	r.b.Sys.UserPools = append(r.b.Sys.UserPools, p)
}

// identityProvider adds the secret with which a pool asks another provider about its users.
func identityProvider(r resource) {
	writtenSecret(r, "provider_details.client_secret", "client secret")
}

func poolUser(r resource) {
	writtenSecret(r, "password", "password")
	writtenSecret(r, "temporary_password", "password")
}

func negate(b bool) bool { return !b }

// readUserPool adds a pool that the plan only reads, of which nothing is known.
func readUserPool(r resource) {
	why, at := r.Address+" is not managed by this plan", r.Place("")
	p := &model.UserPool{
		Head: r.Head(), SelfSignUp: model.UnknownValue[bool](why, at), Firewall: model.Undecided(why),
		PasswordLength: model.UnknownValue[int](why, at), MultiFactor: model.UnknownValue[bool](why, at),
	}
	r.b.Declare(r, p)
	r.b.Sys.UserPools = append(r.b.Sys.UserPools, p)
}

// identityPool adds a pool that hands out credentials; to guests only when that is allowed
// (allow_unauthenticated_identities, false).
func identityPool(r resource) {
	p := &model.GuestPool{
		Head: r.HeadNamed("identity_pool_name"), Guests: r.Flag("allow_unauthenticated_identities").Or(false),
	}
	r.b.Declare(r, p)
	r.b.Sys.GuestPools = append(r.b.Sys.GuestPools, p)
}

func readIdentityPool(r resource) {
	p := &model.GuestPool{Head: r.HeadNamed("identity_pool_name"), Guests: r.Flag("allow_unauthenticated_identities")}
	r.b.Declare(r, p)
	r.b.Sys.GuestPools = append(r.b.Sys.GuestPools, p)
}

// linkGuestRole gives a pool the role that guests get. The map's other role, for those who have logged in, stands
// in the same attribute: where the plan does not tell them apart, either may be it.
func linkGuestRole(r resource) {
	guest := base.Link[*model.Identity](r, "roles.unauthenticated")
	if model.Never(guest.IsSet()) {
		return
	}
	for _, pool := range base.Link[*model.GuestPool](r, "identity_pool_id").To {
		pool.GuestIdentity = append(pool.GuestIdentity, guest)
	}
}

// finishGuestRole drops the roles that cannot be the guests': Cognito lets a guest act only as a role whose trust
// policy does not ask for "authenticated" (cognito-identity.amazonaws.com:amr).
func finishGuestRole(r resource) {
	for _, pool := range base.Link[*model.GuestPool](r, "identity_pool_id").To {
		for i, l := range pool.GuestIdentity {
			if kept := slices.DeleteFunc(slices.Clone(l.To), refusesGuests); len(l.To) > 1 && len(kept) > 0 {
				pool.GuestIdentity[i].To = kept
			}
		}
	}
}

func refusesGuests(id *model.Identity) bool {
	if id.TrustWhy != "" || len(id.Trust) == 0 {
		return false
	}
	return !slices.ContainsFunc(id.Trust, func(g *model.Grant) bool {
		return !slices.ContainsFunc(g.Limits, asksForLogin)
	})
}

func asksForLogin(l model.Limit) bool {
	values, known := l.Values.Get()
	return known && !l.Weak && len(values) == 1 && values[0] == "authenticated"
}
