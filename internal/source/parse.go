package source

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/json"
)

// decl is one declaration: a block, or one local value.
type decl struct {
	header hcl.Range      // the block's type and labels
	word   hcl.Range      // the block's type alone
	value  hcl.Expression // of a local value; else nil
	layers []layer        // the block's body, then those of override files
}

// layer is one body of a block.
type layer interface {
	// find looks for the rest of the query's path, which is not empty; up is the place around the body.
	// ok is false when the body has nothing of its first name.
	find(q query, path []string, up place) (p place, ok bool)
	// attribute gives the expression of a plain attribute, or nil.
	attribute(name string) hcl.Expression
}

// parse adds the declarations of one file. What parsed before and after an error is kept.
func (d *directory) parse(name string, text []byte, override bool) error {
	if strings.HasSuffix(name, ".json") {
		return d.parseJSON(name, text, override)
	}
	if err := checkDepth(name, text); err != nil {
		return err
	}
	f, diags := hclsyntax.ParseConfig(text, name, hcl.InitialPos)
	if body, ok := f.Body.(*hclsyntax.Body); ok {
		d.addBody(body, override)
	}
	return problem(name, diags)
}

func problem(name string, diags hcl.Diagnostics) error {
	for _, diag := range diags {
		if diag.Severity != hcl.DiagError {
			continue
		}
		if diag.Subject == nil {
			return fmt.Errorf("parse %s: %s", name, diag.Summary)
		}
		return fmt.Errorf("parse %s:%d:%d: %s", name, diag.Subject.Start.Line, diag.Subject.Start.Column, diag.Summary)
	}
	return nil
}

func (d *directory) addBody(body *hclsyntax.Body, override bool) {
	for _, b := range body.Blocks {
		if b.Body == nil {
			continue
		}
		switch b.Type {
		case "locals":
			for _, a := range b.Body.Attributes {
				d.addLocal(a.AsHCLAttribute(), override)
			}
		case "check": // its data sources have addresses like any other
			d.addBody(&hclsyntax.Body{Blocks: b.Body.Blocks}, override)
		default:
			if key, ok := declKey(b.Type, b.Labels); ok {
				d.add(key, decl{header: b.DefRange(), word: b.TypeRange, layers: []layer{nativeBody{b.Body}}}, override)
			}
		}
	}
}

// declKey gives the address of a block within its module. ok is false for blocks that no plan names.
func declKey(blockType string, labels []string) (key string, ok bool) {
	want, prefix := 1, blockType+"."
	switch blockType {
	case "resource":
		want, prefix = 2, ""
	case "data", "ephemeral":
		want = 2
	case "variable":
		prefix = "var."
	case "module", "output":
	default:
		return "", false
	}
	key = strings.Join(labels, ".")
	if len(labels) != want || strings.Count(key, ".") != want-1 {
		return "", false
	}
	return prefix + key, true
}

// add keeps the first of several declarations, which Terraform refuses, and merges override files.
func (d *directory) add(key string, it decl, override bool) {
	old, ok := d.decls[key]
	switch {
	case !ok:
		d.decls[key] = &it
	case override:
		old.layers = append(old.layers, it.layers...)
	}
}

func (d *directory) addLocal(a *hcl.Attribute, override bool) {
	if a.Expr == nil {
		return
	}
	key := "local." + a.Name
	if _, ok := d.decls[key]; !ok || override {
		d.decls[key] = &decl{header: a.NameRange, word: a.NameRange, value: a.Expr}
	}
}

func jsonSchema() *hcl.BodySchema {
	return &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{
		{Type: "resource", LabelNames: []string{"type", "name"}},
		{Type: "data", LabelNames: []string{"type", "name"}},
		{Type: "ephemeral", LabelNames: []string{"type", "name"}},
		{Type: "module", LabelNames: []string{"name"}},
		{Type: "output", LabelNames: []string{"name"}},
		{Type: "variable", LabelNames: []string{"name"}},
		{Type: "locals"},
	}}
}

func (d *directory) parseJSON(name string, text []byte, override bool) error {
	if err := checkJSONDepth(name, text); err != nil {
		return err
	}
	start := hcl.InitialPos
	body := bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	start.Byte = len(text) - len(body)
	f, diags := json.ParseWithStartPos(body, name, start)
	if f == nil || f.Body == nil {
		return problem(name, diags)
	}
	content, _, more := f.Body.PartialContent(jsonSchema())
	for _, b := range content.Blocks {
		d.addJSON(b, override)
	}
	return problem(name, append(diags, more...))
}

func (d *directory) addJSON(b *hcl.Block, override bool) {
	attrs, _ := b.Body.JustAttributes() // of two attributes of one name the first is kept
	if b.Type == "locals" {
		for _, a := range attrs {
			d.addLocal(a, override)
		}
		return
	}
	if key, ok := declKey(b.Type, b.Labels); ok {
		name := b.LabelRanges[len(b.LabelRanges)-1] // the type stands far above, around all its blocks
		d.add(key, decl{header: name, word: name, layers: []layer{jsonBody(attrs)}}, override)
	}
}
