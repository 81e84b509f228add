// Command demo runs the quick start of README with the real terraform against the stand-in for AWS: it needs neither an
// account nor the network. `make demo` starts it at the top of the repository.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/signal"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, ".", os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// run applies the quick start of the repository in root, shows what came of it, and destroys it.
func run(ctx context.Context, root string, out io.Writer) error {
	cloud, err := awstest.New(ctx, awstest.Options{})
	if err != nil {
		return fmt.Errorf("start the stand-in for AWS: %w", err)
	}
	listener := httptest.NewServer(cloud)
	defer listener.Close()
	config := prepare(cloud)

	dir, err := os.MkdirTemp("", "slsguard-demo-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }() // a directory too many does no harm
	w := workspace{dir: dir, root: root, url: listener.URL}
	if err := w.fill(ctx, config); err != nil {
		return err
	}
	if err := w.terraform(ctx, out, "apply", "-auto-approve"); err != nil {
		return err
	}
	show(out, "Made in the stand-in, by twelve and eight lines:", cloud.Left())
	if err := w.quietly(ctx, "plan", "-detailed-exitcode"); err != nil {
		return fmt.Errorf("a second plan is not empty: %w", err)
	}
	if err := w.quietly(ctx, "destroy", "-auto-approve"); err != nil {
		return err
	}
	return verdict(out, cloud)
}

func show(out io.Writer, title string, lines []string) {
	_, _ = fmt.Fprintf(out, "\n%s\n  %s\n\n", title, strings.Join(lines, "\n  ")) // whoever reads is gone if this fails
}

// verdict fails when something is left, or when the stand-in itself was wrong.
func verdict(out io.Writer, cloud *awstest.Server) error {
	if left := cloud.Left(); len(left) > 0 {
		return fmt.Errorf("destroy left behind:\n%s", strings.Join(left, "\n"))
	}
	if defects := cloud.Defects(); len(defects) > 0 {
		return fmt.Errorf("the stand-in is not as AWS is:\n%s", strings.Join(defects, "\n"))
	}
	_, err := fmt.Fprintf(out, "A second plan was empty. Destroyed: nothing is left. Calls made: %d.\n", len(cloud.Calls()))
	return err
}

// prepare makes what the example refers to, and gives the values of the references: the aws provider is not there.
func prepare(cloud *awstest.Server) map[string]string {
	references := map[string]string{"aws_dynamodb_table.orders.name": "orders"}
	cloud.Change(func(w *awstest.World) {
		table := w.AddTable("orders") // the ARN of its stream
		references["aws_dynamodb_table.orders.arn"], _, _ = strings.Cut(table, "/stream/")
		references["aws_secretsmanager_secret.db.arn"] = w.AddSecret("db", "")
		references["aws_sqs_queue.orders.arn"] = w.AddQueue("orders", map[string]string{"VisibilityTimeout": "180"})
	})
	cloud.MarkFixtures()
	return references
}
