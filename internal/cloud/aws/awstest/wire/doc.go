// Package wire speaks AWS's protocols from the server's side, by AWS's own service models: it finds the operation
// of a request, decodes the request into plain values, checks values against the model, and encodes answers and
// errors. It holds no state and knows no service's behaviour.
//
// Spoken are rest-json, json (1.0 and 1.1), query and rest-xml; see https://smithy.io/2.0/aws/protocols/index.html.
package wire
