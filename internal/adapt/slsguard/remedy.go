package slsguard

// remedies say what to write in a declaration, where a rule's own remedy is one for resources of the aws provider.
func remedies() map[string]string {
	const (
		permissions = `aws = {
  permissions = [{
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.orders.arn]
  }]
}`
		reference = `secrets = { DB_PASSWORD = aws_secretsmanager_secret.db.arn }`
	)
	return map[string]string{
		"SLS105": permissions, "SLS106": permissions, "SLS107": permissions, "SLS108": permissions, "SLS508": permissions,
		"SLS211": `http = { web_acl = aws_wafv2_web_acl.api.arn }`,
		"SLS305": `source = { object = { bucket = aws_s3_bucket.code.id, key = aws_s3_object.code.key, version = aws_s3_object.code.version_id } }`,
		"SLS401": reference, "SLS402": reference,
		"SLS501":  `aws = { log_retention = 365 }`,
		"SLS503":  `aws = { tracing = true }`,
		unbounded: `concurrency = 20`,
		"SLS605":  `timeout = 30`,
	}
}
