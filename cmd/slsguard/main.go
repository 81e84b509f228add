// Command slsguard checks Terraform plans for insecure serverless configurations.
package main

import (
	"context"
	"os"
	"os/signal"

	"github.com/slsguard/terraform-provider-slsguard/internal/cli"
)

// version is set by releases with -ldflags "-X main.version=…".
var version = "0.1.0-dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := cli.Main(ctx, os.Args[1:], cli.System(version))
	stop()
	os.Exit(code)
}
