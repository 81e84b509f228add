package azure

import (
	"net/url"
	"strings"

	"github.com/slsguard/terraform-provider-slsguard/internal/adapt/base"
	"github.com/slsguard/terraform-provider-slsguard/internal/model"
)

// gridTarget sets where the events of a subscription go. Of a function app and of a web hook nobody but the receiver can
// tell who sends; to queues, topics and event hubs Event Grid can send with an identity of its own.
func gridTarget(r resource, t *model.Trigger) {
	const hook = "webhook_endpoint"
	if n, known := r.Blocks(hook); n > 0 || !known && !base.Omitted(r, hook) {
		t.Function = base.Link[*model.Function](r, hook+".0.url")
		d := addHook(r, hook+".0.url", gridUnverified(r))
		d.Plain = model.Of(model.Certainly(d.Plain)) // Event Grid refuses what is not HTTPS
		return
	}
	t.Function = base.Link[*model.Function](r, "azure_function_endpoint.0.function_id")
	if !model.Never(t.Function.IsSet()) {
		return
	}
	t.Channel = gridChannel(r)
	if !model.Never(t.Channel.IsSet()) {
		t.Identity = base.Link[*model.Identity](r, "delivery_identity.0.user_assigned_identity")
		if model.Never(t.Identity.Text.IsSet()) {
			t.Identity.Text = r.Str("delivery_identity.0.type")
			t.Identity.Place = r.Place("delivery_identity")
		}
	}
}

// gridChannel follows the queue, topic or event hub that takes the events.
func gridChannel(r resource) model.Link[*model.Channel] {
	const queue = "storage_queue_endpoint"
	if n, _ := r.Blocks(queue); n > 0 {
		if l := only(base.Link[*model.Channel](r, queue+".0.queue_name"), model.Queue); len(l.To) > 0 {
			return l
		}
		return base.Link[*model.Channel](r, queue+".0.storage_account_id")
	}
	return firstLink[*model.Channel](r, "service_bus_queue_endpoint_id", "service_bus_topic_endpoint_id",
		"eventhub_endpoint_id", "eventhub_endpoint.0.eventhub_id")
}

// addHook adds a request to an address of the configuration.
func addHook(r resource, path string, unverified model.Truth) *model.Delivery {
	address := r.Str(path)
	d := &model.Delivery{
		Head: r.Head(), Kind: model.WebHook, URL: address, Place: address.Place, Unverified: unverified,
		Plain: startsWith(address, "http:"),
	}
	r.b.Sys.Deliveries = append(r.b.Sys.Deliveries, d)
	return d
}

// startsWith asks how a text begins, also of one that is known but for some pieces.
func startsWith(v model.Value[string], prefix string) model.Truth {
	begins := func(s string) bool { return strings.HasPrefix(strings.ToLower(s), prefix) }
	if shape, ok := v.Shape(); ok && !strings.HasPrefix(shape, model.Gap) {
		return model.Of(begins(shape))
	}
	return v.Match(begins)
}

// gridUnverified tells whether a web hook gets no proof of who calls it: no token of Entra ID, no key in its address and
// no header of the configuration's own ("Authenticate event delivery to event handlers").
func gridUnverified(r resource) model.Truth {
	named := r.Str("webhook_endpoint.0.active_directory_app_id_or_uri").IsSet()
	header := model.False()
	switch n, known := r.Blocks("delivery_property"); {
	case n > 0:
		header = model.True()
	case !known && !base.Omitted(r, "delivery_property"):
		header = model.Undecided(r.WhyUnknown("delivery_property"))
	}
	return named.Or(header, keyedAddress(r, "webhook_endpoint.0.url")).Not()
}

// keyedAddress tells whether an address holds a key: a query such as ?code=…, a name and password, or what Terraform marks
// as sensitive. A part of it that is known only after apply may be one.
func keyedAddress(r resource, path string) model.Truth {
	v := r.Str(path)
	if r.Attr(path).Sensitive() {
		return model.True()
	}
	holds := func(s string) bool {
		u, err := url.Parse(s)
		return err != nil || u.RawQuery != "" || u.User != nil
	}
	shape, ok := v.Shape()
	switch {
	case !ok:
		return v.Match(holds)
	case strings.Contains(shape, "?"):
		return model.True()
	case strings.HasSuffix(shape, model.Gap):
		return model.Undecided(v.Why())
	default:
		return model.False()
	}
}
