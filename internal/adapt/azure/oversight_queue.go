package azure

import (
	"slices"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
	"github.com/slsguard/terraform-provider-slsguard/internal/plan"
)

// auditQueues adds whether it is recorded who sends to, reads and empties the queues of a storage account: by its own
// logging, by that of azurerm_storage_account_queue_properties, or by a diagnostic setting of the queue service.
func (b *builder) auditQueues(r resource, d *diagnostics) {
	if kind, _ := r.Str("account_kind").Get(); slices.Contains([]string{"BlobStorage", "BlockBlobStorage", "FileStorage"}, kind) {
		return // has no queues
	}
	at := r.Place("queue_properties")
	kept := logsQueues(r, "queue_properties.0.logging")
	for _, properties := range d.queues[r.Resource] {
		kept = kept.Or(logsQueues(properties, "logging"))
	}
	own := d.ofQueues(r.Resource)
	kept = kept.Or(own.keeps(r.Resource, "StorageRead").And(own.keeps(r.Resource, "StorageWrite"), own.keeps(r.Resource, "StorageDelete")))
	on := model.Known(false, at)
	kept.Decide(func() { on = model.Known(true, at) }, func() {}, func(why string) { on = model.UnknownValue[bool](why, at) })
	b.Sys.Audits = append(b.Sys.Audits, &model.Audit{Head: r.Head(), Kind: model.QueueAudit, On: on, Place: at})
}

// logsQueues tells whether a block keeps all three kinds of requests.
func logsQueues(r resource, block string) model.Truth {
	outer, _, _ := strings.Cut(block, ".")
	all := model.True()
	for _, what := range []string{"read", "write", "delete"} {
		all = all.And(model.IsTrue(base.InBlock(r, outer, r.Flag(block+".0."+what)).Or(false)))
	}
	return all
}

// ofQueues gives the diagnostic settings of an account that are about its queue service.
func (d *diagnostics) ofQueues(account *plan.Resource) *diagnostics {
	own := &diagnostics{of: map[*plan.Resource][]resource{}, why: d.why}
	for _, setting := range d.of[account] {
		target := setting.Str("target_resource_id")
		text, _ := target.Get()
		if shape, ok := target.Shape(); ok {
			text = shape
		}
		if strings.Contains(text, "/queueServices/") {
			own.of[account] = append(own.of[account], setting)
		}
	}
	return own
}
