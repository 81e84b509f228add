// Package awstest is a stand-in for AWS, for tests: one HTTP server that speaks for every service the provider
// calls. It checks each request, and each of its own answers, against AWS's service models (package wire), keeps
// state, and behaves as AWS documents beyond the models: eventual IAM, functions that are Pending, conflicts,
// referential checks. It can be told to fail any call, to be slow, to drift and to lose objects.
//
// It proves that a client speaks the protocols and handles the lifecycle. It never proves that AWS accepts
// something. README.md says how to add an operation.
package awstest
