package adapt

// Skip lists attributes of which Model makes nothing: what providers make of tags and labels together with their defaults.
// They are a twentieth of a plan and repeat what stands beside them.
func Skip() []string { return []string{"tags_all", "effective_labels", "terraform_labels"} }
