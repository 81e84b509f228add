data "slsguard_runtime" "python" {
  id = "python3.13"

  lifecycle {
    postcondition {
      condition     = coalesce(self.days_left, 0) > 180
      error_message = "Move to a newer Python: support ends on ${coalesce(self.deprecated_on, "an unknown day")}."
    }
  }
}
