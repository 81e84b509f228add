package aws

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

func TestStores(t *testing.T) {
	sys := family(t, "stores")
	for _, c := range []struct{ address, name, public, kind string }{
		{"aws_db_instance.orders", "orders-db", "true", "database"},
		{"aws_elasticache_cluster.orders", "orders-cache", "(absent)", "cache"},
		{"aws_msk_cluster.private", "private", "(absent)", "message broker"},
		{"aws_msk_cluster.public", "public", "true", "message broker"},
		{"aws_mq_broker.orders", "orders-broker", "false", "message broker"},
	} {
		s := at(t, sys.Stores, c.address)
		equal(t, c.address+" name", s.Label(), c.name)
		equal(t, c.address+" public", shown(s.Public), c.public)
		equal(t, c.address+" kind", string(s.Kind), c.kind)
	}
}

func TestStoreUses(t *testing.T) {
	sys := family(t, "stores")
	for address, want := range map[string]string{
		"aws_db_instance.orders":         "aws_lambda_function.orders is told about it in its environment; aws_lambda_function.spread is let in by its security group",
		"aws_elasticache_cluster.orders": "aws_lambda_function.orders is let in by its security group; aws_lambda_function.spread is let in by its security group",
		"aws_msk_cluster.private":        "",
	} {
		got := ""
		for _, u := range at(t, sys.Stores, address).UsedBy {
			got += "; " + u.Function.Address + " " + u.Note
		}
		equal(t, address, strings.TrimPrefix(got, "; "), want)
	}
}

func TestBearersAndNetworks(t *testing.T) {
	sys := family(t, "stores")
	for name, want := range map[string]map[string]string{
		"orders": {
			"aws_lambda_function.orders": "true", "aws_lambda_function.spread": "true",
			"aws_lambda_function.either": "unknown: vpc_config.0.security_group_ids.0 may lead to several resources",
		},
		"cache": {
			"aws_lambda_function.spread": "true",
			"aws_lambda_function.either": "unknown: vpc_config.0.security_group_ids.0 may lead to several resources",
		},
	} {
		got := map[string]string{}
		for _, b := range at(t, sys.SecurityGroups, "aws_security_group."+name).Bearers {
			got[b.Function.Address] = b.Certain.String()
		}
		equalMaps(t, got, want)
	}
	for name, want := range map[string]string{"orders": "true", "outside": "false", "emptied": "false", "spread": "true"} {
		equal(t, name+" in a network", at(t, sys.Functions, "aws_lambda_function."+name).InNetwork.String(), want)
	}
	subnets := at(t, sys.Functions, "aws_lambda_function.spread").Subnets
	equal(t, "subnets", len(subnets), 2)
	for i, l := range subnets {
		equal(t, "one subnet each", leads(l), "aws_subnet.each["+base.Itoa(i)+"]")
	}
}

// TestListsUnknownAsAWhole plans the set as providers do that make it unknown as soon as one of its elements is.
func TestListsUnknownAsAWhole(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "stores", "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	const each, whole = `"security_group_ids":[true,true],"subnet_ids":[true,true]`, `"security_group_ids":true,"subnet_ids":true`
	if !strings.Contains(string(text), each) {
		t.Fatalf("the plan has no %s", each)
	}
	changed := strings.NewReplacer(each, whole, `"security_group_ids":[null,null],"subnet_ids":[null,null]`, `"security_group_ids":null,"subnet_ids":null`)
	p, err := plan.Read(context.Background(), strings.NewReader(changed.Replace(string(text))), plan.Options{Keep: keeper()})
	if err != nil {
		t.Fatal(err)
	}
	sys := &model.System{}
	adaptAll(p, sys)
	f := at(t, sys.Functions, "aws_lambda_function.spread")
	equal(t, "in a network", f.InNetwork.String(), "true")
	equal(t, "subnets", len(f.Subnets), 2)
	equal(t, "security groups", len(f.SecurityGroups), 2)
	equal(t, "first subnet", leads(f.Subnets[0]), "aws_subnet.each[0]")
}
