variable "runtime" {
  type = string

  validation {
    condition     = coalesce(provider::slsguard::runtime_supported(var.runtime, 180), false)
    error_message = "The runtime must be supported for at least another 180 days."
  }
}
