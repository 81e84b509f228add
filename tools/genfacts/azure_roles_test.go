package main

import "testing"

func TestAzureRoles(t *testing.T) {
	packed, err := squeeze([]byte(`[
		{"name":"Zeta","id":"8E3AF657-A8FF-443C-A75C-2FE8C4BCB635","permissions":[
			{"actions":["*/read","Microsoft.Web/sites/*","Microsoft.Chaos/experiments/read"],"notActions":["Microsoft.Web/sites/delete"]},
			{"dataActions":["Microsoft.Storage/x/read"],"notDataActions":["Microsoft.Storage/x/y"],"condition":"a\n b"}]},
		{"name":"Alpha ","id":"b24988ac-6180-42a0-ab88-20f7382dd24c","permissions":[]}]`))
	if err != nil {
		t.Fatal(err)
	}
	files, err := azureRoles(packed)
	if err != nil {
		t.Fatal(err)
	}
	want := "=b24988ac-6180-42a0-ab88-20f7382dd24c\tAlpha\n=8e3af657-a8ff-443c-a75c-2fe8c4bcb635\tZeta\n" +
		"a*/read\naMicrosoft.Web/sites/*\nnMicrosoft.Web/sites/delete\n-\ndMicrosoft.Storage/x/read\nxMicrosoft.Storage/x/y\nca b\n"
	if got := unpack(t, files["azure-roles.gz"]); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAzureRolesRefused(t *testing.T) {
	for _, role := range []string{`[{"name":"R","id":"1"}]`, `[{"id":"b24988ac-6180-42a0-ab88-20f7382dd24c"}]`, `{`} {
		packed, err := squeeze([]byte(role))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := azureRoles(packed); err == nil {
			t.Errorf("%s is accepted", role)
		}
	}
}
