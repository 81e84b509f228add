package plan

// index finds resources by address and by identifying value.
type index struct{}

// blockConfig is what configuration says of one resource block.
type blockConfig struct{}

// Resource finds an instance by its address.
func (p *Plan) Resource(address string) (*Resource, bool) { return nil, false }

// Resolve follows the references of an attribute of r, through modules, count and for_each, to the resources
// that its value comes from. Where no reference leads to a resource, a known value is looked up among the
// identifying values (name, ARN, id, URL) of all resources. path is dotted: "dead_letter_config.0.target_arn".
func (p *Plan) Resolve(r *Resource, path string) Resolution { return Resolution{} }

// References gives the references of an attribute as the configuration lists them, unfollowed:
// "aws_sqs_queue.dlq.arn", "var.name", "each.value".
func (r *Resource) References(path string) []string { return nil }

// Declared reports whether the configuration gives the attribute or block at all, whatever its value.
// ok is false when the plan has no configuration for r.
func (r *Resource) Declared(path string) (declared, ok bool) { return false, false }
