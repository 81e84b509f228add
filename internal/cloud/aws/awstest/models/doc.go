// Package models pins the Go module whose data files are AWS's service models (models/apis/*/*/api-2.json).
// Nothing of it is compiled: package wire asks the go command where the module's files are.
package models

import _ "github.com/aws/aws-sdk-go" // keeps the requirement; its root package is empty
