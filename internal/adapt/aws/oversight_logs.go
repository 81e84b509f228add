package aws

import (
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// lambdaLogs is how Lambda names the log group of a function that is not given one (Lambda developer guide, "Log group
// names").
const lambdaLogs = "/aws/lambda/"

// group adapts aws_cloudwatch_log_group. Without retention_in_days, lines are kept for ever (CloudWatch Logs API,
// PutRetentionPolicy).
func (o *overseer) group(r resource) {
	g := &model.LogGroup{Head: r.Head(), Retention: r.Num("retention_in_days").Or(0)}
	o.b.Sys.LogGroups = append(o.b.Sys.LogGroups, g)
	o.groups[r.Resource] = g
	if name, ok := g.Name.Get(); ok {
		o.byName[name] = g
		return
	}
	if shape, ok := g.Name.Shape(); ok && strings.Trim(shape, model.Gap) != "" {
		o.byShape[shape] = append(o.byShape[shape], g)
	}
	owned := false
	for _, origin := range o.b.Plan.Resolve(r.Resource, "name").Origins {
		if _, ok := o.b.Objects[origin.Resource].(*model.Function); ok {
			o.byOwner[origin.Resource] = append(o.byOwner[origin.Resource], g)
			owned = true
		}
	}
	if !owned && !generated(r) {
		o.unnamed = g
	}
}

// generated tells whether the provider makes up the name: Lambda's own groups never have such a one.
func generated(r resource) bool {
	declared, ok := r.Declared("name")
	return ok && !declared
}

// functionLogs finds the group that a function writes to: the one that it names, else that of its own name.
func (o *overseer) functionLogs(r resource) {
	f, ok := base.Own[*model.Function](r)
	if !ok || !f.Managed {
		return
	}
	const named = "logging_config.0.log_group"
	f.Logs = model.FunctionLogs{
		Format: base.InBlock(r, "logging_config", r.Str("logging_config.0.log_format")).Or("Text"),
		Level:  base.InBlock(r, "logging_config", r.Str("logging_config.0.application_log_level")),
	}
	if n, known := r.Blocks("logging_config"); (n > 0 || !known) && !base.Omitted(r, "logging_config") && !model.Never(r.Str(named).IsSet()) {
		f.Logs.Group = o.namedGroup(r, named)
	} else {
		f.Logs.Group = o.ownGroup(r, f)
	}
	f.Logs.Expected = expected(f)
	if g, ok := f.Logs.Group.One(); ok {
		g.Writers = append(g.Writers, f)
	}
}

// namedGroup follows an attribute that names a group.
func (o *overseer) namedGroup(r resource, path string) model.Link[*model.LogGroup] {
	l := model.Link[*model.LogGroup]{Place: r.Place(path), Text: r.Str(path)}
	res := o.b.Plan.Resolve(r.Resource, path)
	if !res.Complete {
		l.Why = base.WhyUnknown(path, res)
	}
	for _, origin := range res.Origins {
		if g := o.groups[origin.Resource]; g != nil {
			l.To = append(l.To, g)
		}
	}
	l.To = base.Unique(l.To)
	if name, ok := l.Text.Get(); ok && len(l.To) == 0 {
		l.To, l.Why = o.known(name), ""
	}
	return l
}

func (o *overseer) known(name string) []*model.LogGroup {
	if g := o.byName[name]; g != nil {
		return []*model.LogGroup{g}
	}
	return nil
}

// ownGroup finds the group with a function's name. One whose name is not known may be it.
func (o *overseer) ownGroup(r resource, f *model.Function) model.Link[*model.LogGroup] {
	l := model.Link[*model.LogGroup]{
		Place: r.Place(""), Text: model.Map(f.Name, func(name string) string { return lambdaLogs + name }), To: o.byOwner[r.Resource],
	}
	if shape, ok := f.Name.Shape(); ok {
		l.Text = l.Text.Shaped(lambdaLogs + shape)
		l.To = append(l.To, o.byShape[lambdaLogs+shape]...)
	}
	if name, ok := l.Text.Get(); ok {
		l.To = append(l.To, o.known(name)...)
	}
	l.To = base.Unique(l.To)
	if len(l.To) == 0 && o.unnamed != nil {
		l.Why = o.unnamed.Address + " may be about it: its name is known only after apply"
	}
	return l
}

// expected gives the group that a function writes to, as something that permissions can be about.
func expected(f *model.Function) *model.LogGroup {
	l := f.Logs.Group
	if g, ok := l.One(); ok {
		return g
	}
	if len(l.To) > 0 || l.Why != "" {
		return nil
	}
	// The function's address stands for the region: the group is made where the function is.
	head := model.Head{Cloud: model.AWS, Address: f.Address, Type: "aws_cloudwatch_log_group", Name: l.Text, Managed: true}
	return &model.LogGroup{Head: head, Outside: true}
}

// metricFilter adapts aws_cloudwatch_log_metric_filter: a metric that is made of the lines of a log group.
func (o *overseer) metricFilter(r resource) {
	l := o.namedGroup(r, "log_group_name")
	if len(l.To) == 0 {
		l.To = o.groupsOf(o.b.Plan.Resolve(r.Resource, "log_group_name"))
	}
	name := metricName(r.Str("metric_transformation.0.namespace"), r.Str("metric_transformation.0.name"))
	if name != "" {
		o.filters[name] = append(o.filters[name], l.To...)
	}
}

// groupsOf gives the groups of the functions that a name is made of.
func (o *overseer) groupsOf(res plan.Resolution) []*model.LogGroup {
	var groups []*model.LogGroup
	for _, origin := range res.Origins {
		if f, ok := o.b.Objects[origin.Resource].(*model.Function); ok && f.Logs.Expected != nil {
			groups = append(groups, f.Logs.Expected)
		}
	}
	return groups
}

// metricName gives one name of a metric; "" when it is not known.
func metricName(namespace, name model.Value[string]) string {
	n, ok := namespace.Get()
	m, also := name.Get()
	if !ok || !also {
		return ""
	}
	return n + "\x00" + m
}

// metricAlarm gives an alarm on a metric of log lines the functions that write them.
func (o *overseer) metricAlarm(r resource) {
	groups := o.filters[metricName(r.Str("namespace"), r.Str("metric_name"))]
	if len(groups) == 0 {
		return
	}
	a := o.alarms[r.Address]
	if a == nil {
		return
	}
	for _, g := range groups {
		for _, w := range g.Writers {
			if f, ok := w.(*model.Function); ok {
				a.Functions = append(a.Functions, f)
			}
		}
	}
	a.Functions = base.Unique(a.Functions)
}
