package source

import "testing"

const setsFile = `
resource "aws_security_group" "sg" {
  ingress {
    from_port = 443
    to_port   = var.to
  }
  ingress {
    from_port = 80
    to_port   = var.to
  }
  egress {
    from_port = 1
  }
  dynamic "egress" {
    for_each = var.all
    content {
      from_port = egress.value
    }
  }
  rule {
    port = var.a
  }
  rule {
    port = var.b
  }
  twin {
    port = 1
    name = var.a
  }
  twin {
    port = 1
    name = var.b
  }
  twin {
    port = 2
  }
  actions = ["b", "a", "b"]
  mixed   = ["b", var.x, "a"]
  unclear = ["b", var.x, var.y]
  objects = [{ port = 443, to = var.to }, { "port" = 80 }]
}
`

// TestSets shows that planned values tell apart what a plan lists in another order than the source.
func TestSets(t *testing.T) {
	planned := map[string]string{
		"ingress.0.from_port": "80",
		"ingress.0.to_port":   "80",
		"ingress.1.from_port": "443",
		"egress.0.from_port":  "2",
		"egress.1.from_port":  "1",
		"rule.0.port":         "2",
		"rule.1.port":         "1",
		"twin.0.port":         "2",
		"twin.1.port":         "1",
		"twin.2.port":         "1",
		"actions.0":           "a",
		"actions.1":           "b",
		"mixed.0":             "a",
		"mixed.1":             "b",
		"mixed.2":             "c",
		"unclear.0":           "a",
		"unclear.1":           "b",
		"unclear.2":           "c",
		"objects.0.port":      "80",
		"objects.1.port":      "443",
	}
	tests := []struct{ attribute, byPosition, byValue string }{
		{"ingress.0.from_port", "x.tf:4:17 443", "x.tf:8:17 80"},
		{"ingress.1.to_port", "x.tf:9:17 var.to", "x.tf:5:17 var.to"},
		{"egress.0.from_port", "x.tf:12:17 1", "x.tf:17:19 egress.value"},
		{"egress.1.from_port", "x.tf:17:19 egress.value", "x.tf:12:17 1"},
		{"rule.1.port", "x.tf:24:12 var.b", "x.tf:24:12 var.b"}, // nothing speaks against it
		{"twin.0.port", "x.tf:27:12 1", "x.tf:35:12 2"},
		{"twin.1.name", "x.tf:32:12 var.b", `x.tf:2:1 resource "aws_security_group" "sg"`},
		{"actions.0", `x.tf:37:14 "b"`, `x.tf:37:19 "a"`},
		{"actions.1", `x.tf:37:19 "a"`, `x.tf:37:14 "b"`},
		{"mixed.0", `x.tf:38:14 "b"`, `x.tf:38:26 "a"`},
		{"mixed.2", `x.tf:38:26 "a"`, `x.tf:38:19 var.x`},
		{"unclear.2", `x.tf:39:26 var.y`, `x.tf:39:13 ["b", var.x, var.y]`},
		{"objects.1.to", `x.tf:40:43 { "port" = 80 }`, `x.tf:40:33 var.to`},
		{"objects.7.to", `x.tf:40:13 [{ port = 443, to = var.to }, { "port" = 80 }]`, `x.tf:40:13 [{ port = 443, to = var.to }, { "port" = 80 }]`},
	}
	const address = "aws_security_group.sg"
	tree := openFiles(t, map[string]string{"x.tf": setsFile}, ".")
	for _, tt := range tests {
		tree.SetValues(nil)
		if got := locate(t, tree, address, tt.attribute); got != tt.byPosition {
			t.Errorf("%s by position:\ngot  %s\nwant %s", tt.attribute, got, tt.byPosition)
		}
		tree.SetValues(func(of, path string) (string, bool) {
			text, ok := planned[path]
			return text, ok && of == address
		})
		if got := locate(t, tree, address, tt.attribute); got != tt.byValue {
			t.Errorf("%s by value:\ngot  %s\nwant %s", tt.attribute, got, tt.byValue)
		}
	}
}
