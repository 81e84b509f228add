package network

import (
	"testing"

	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

func TestAdminWords(t *testing.T) {
	for path, want := range map[string]bool{
		"/admin": true, "/v1/Admin/users": true, "/debug/vars": true, "/administered": false, "/orders/{admin}": false,
		"/": false, "$default": false,
	} {
		if got := adminPath(path); got != want {
			t.Errorf("path %s: got %t, want %t", path, got, want)
		}
	}
	for name, want := range map[string]bool{"user-admin": true, "admin_api": true, "administrate": false, "orders": false} {
		if got := adminName(name); got != want {
			t.Errorf("name %s: got %t, want %t", name, got, want)
		}
	}
}

func TestPorts(t *testing.T) {
	rule := func(protocol string, from, to int) *model.TrafficRule {
		return &model.TrafficRule{
			Protocol: model.Known(protocol, model.Place{}), From: model.Known(from, model.Place{}), To: model.Known(to, model.Place{}),
		}
	}
	for _, c := range []struct {
		rule  *model.TrafficRule
		words string
	}{
		{rule("-1", 0, 0), "all ports"},
		{rule("tcp", 0, 65535), "all ports"},
		{rule("tcp", -1, -1), "all ports"},
		{rule("tcp", 443, 443), "port 443"},
		{rule("udp", 1024, 2048), "ports 1024 to 2048"},
		{&model.TrafficRule{}, "some ports"},
	} {
		if got := portsOf(c.rule); got != c.words {
			t.Errorf("got %q, want %q", got, c.words)
		}
	}
}

func TestSameZone(t *testing.T) {
	in := func(zone string) *model.Subnet {
		return &model.Subnet{Head: model.Head{Address: "aws_subnet.x"}, Zone: model.Known(zone, model.Place{})}
	}
	open := &model.Subnet{Head: model.Head{Address: "aws_subnet.open"}}
	for name, c := range map[string]struct {
		a, b *model.Subnet
		want string
	}{
		"same":   {in("a"), in("a"), "true"},
		"others": {in("a"), in("b"), "false"},
		"first":  {open, in("a"), "unknown: the zone of aws_subnet.open is known only after apply"},
		"second": {in("a"), open, "unknown: the zone of aws_subnet.open is known only after apply"},
	} {
		if got := sameZone(c.a, c.b).String(); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}
