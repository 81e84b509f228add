package google

// oversightTypes lists …
func oversightTypes() types { return types{} }

// oversee adds, once everything else is known, what is logged, traced and audited.
func (b *builder) oversee() {}
