package awstest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// World is the state of the account. Its maps are by name unless said otherwise. Tests get it through
// Server.Change, and may read and change anything.
type World struct {
	Account, Region string
	Delays          Delays

	Roles    map[string]*Role
	Policies map[string]string // customer-managed policies: ARN to document

	LogGroups map[string]*LogGroup

	Keys       map[string]*Key   // by id
	KeyAliases map[string]string // "alias/orders" to key id

	Functions      map[string]*Function
	Mappings       map[string]*Mapping    // event source mappings by UUID
	Layers         map[string]wire.Values // layer versions by ARN
	SigningConfigs map[string]wire.Values // code signing configurations by ARN
	Subnets        map[string]string      // subnet id to VPC id
	SecurityGroups map[string]bool        // by id
	Images         map[string]bool        // image URIs that can be pulled; without any, all can
	Concurrency    int64                  // the account's limit of concurrent executions

	Queues        map[string]*Queue
	Topics        map[string]*Topic        // by ARN
	Subscriptions map[string]*Subscription // by ARN

	Buses map[string]*Bus
	Rules map[string]*EventRule // "bus/rule"

	ScheduleGroups map[string]*ScheduleGroup
	Schedules      map[string]wire.Values // "group/name"

	APIs       map[string]*API // by id
	Domains    map[string]*Domain
	APIAccount wire.Values
	APIKeys    map[string]wire.Values // by id
	UsagePlans map[string]*UsagePlan  // by id

	WebACLs   map[string]bool   // by ARN
	WebACLFor map[string]string // resource ARN to web ACL ARN

	Buckets map[string]*Bucket

	Tables     map[string]wire.Values // DynamoDB: TableDescription
	Streams    map[string]wire.Values // Kinesis: StreamDescriptionSummary
	Secrets    map[string]wire.Values // by ARN: answer of DescribeSecret
	Parameters map[string]wire.Values // SSM: ParameterMetadata

	// PageSize is how many elements a list call gives at once when it does not say; 0 is the service's default.
	PageSize int

	clock     func() time.Time
	serial    int
	generated map[string]string // ids the world made up: id to kind
	deleted   map[string]time.Time
	fixtures  map[string]string // inventory when MarkFixtures was called
}

func newWorld(o Options) *World {
	w := &World{
		Account: cmp.Or(o.Account, "123456789012"), Region: cmp.Or(o.Region, "eu-central-1"), Delays: o.Delays,
		// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
		Concurrency: 1000,
		clock:       o.Clock,
		APIAccount: wire.Values{
			// https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
			"throttleSettings": wire.Values{"burstLimit": 5000, "rateLimit": 10000.0},
			"features":         []string{"UsagePlans"}, "apiKeyVersion": "4",
		},
	}
	if w.clock == nil {
		w.clock = time.Now
	}
	w.makeMaps()
	w.Buses["default"] = &Bus{}
	w.ScheduleGroups["default"] = &ScheduleGroup{State: "ACTIVE", Created: w.now(), Tags: map[string]string{}}
	w.markFixtures()
	return w
}

func (w *World) makeMaps() {
	w.Roles, w.Policies = map[string]*Role{}, map[string]string{}
	w.LogGroups = map[string]*LogGroup{}
	w.Keys, w.KeyAliases = map[string]*Key{}, map[string]string{}
	w.Functions, w.Mappings = map[string]*Function{}, map[string]*Mapping{}
	w.Layers, w.SigningConfigs = map[string]wire.Values{}, map[string]wire.Values{}
	w.Subnets, w.SecurityGroups, w.Images = map[string]string{}, map[string]bool{}, map[string]bool{}
	w.Queues, w.Topics, w.Subscriptions = map[string]*Queue{}, map[string]*Topic{}, map[string]*Subscription{}
	w.Buses, w.Rules = map[string]*Bus{}, map[string]*EventRule{}
	w.ScheduleGroups, w.Schedules = map[string]*ScheduleGroup{}, map[string]wire.Values{}
	w.APIs, w.Domains = map[string]*API{}, map[string]*Domain{}
	w.APIKeys, w.UsagePlans = map[string]wire.Values{}, map[string]*UsagePlan{}
	w.WebACLs, w.WebACLFor = map[string]bool{}, map[string]string{}
	w.Buckets = map[string]*Bucket{}
	w.Tables, w.Streams = map[string]wire.Values{}, map[string]wire.Values{}
	w.Secrets, w.Parameters = map[string]wire.Values{}, map[string]wire.Values{}
	w.generated, w.deleted, w.fixtures = map[string]string{}, map[string]time.Time{}, map[string]string{}
}

// now is the time to the second, as AWS's answers have it.
func (w *World) now() time.Time { return w.clock().UTC().Truncate(time.Second) }

// arn builds an ARN of the account and region: arn("sqs", "orders").
func (w *World) arn(service, resource string) string {
	return fmt.Sprintf("arn:aws:%s:%s:%s:%s", service, w.Region, w.Account, resource)
}

// globalARN builds an ARN without region, as IAM has them.
func (w *World) globalARN(service, resource string) string {
	return fmt.Sprintf("arn:aws:%s::%s:%s", service, w.Account, resource)
}

// uuid makes an id that is a UUID by form, the same in each run.
func (w *World) uuid(kind string) string {
	w.serial++
	return w.made(kind, fmt.Sprintf("%08d-0000-4000-8000-%012d", w.serial, w.serial))
}

// id makes an id of lower-case letters and digits, the same in each run.
func (w *World) id(kind, prefix string, length int) string {
	w.serial++
	return w.made(kind, prefix+fmt.Sprintf("%0*d", length, w.serial))
}

func (w *World) made(kind, id string) string {
	w.generated[id] = kind
	return id
}

// fail makes an error of a service.
func fail(code, format string, args ...any) error {
	return &wire.Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// object is anything that is listed by Left and Snapshot.
type object struct {
	id    string // "iam role orders"
	state any
}

// list adds the objects of one map.
func list[T any](out []object, kind string, from map[string]T) []object {
	for name, o := range from {
		out = append(out, object{kind + " " + name, o})
	}
	return out
}

// objects lists all there is. A key that is scheduled for deletion is gone: AWS deletes none at once.
func (w *World) objects() []object {
	var out []object
	out = list(out, "iam role", w.Roles)
	out = list(out, "log group", w.LogGroups)
	for id, k := range w.Keys {
		if k.State != keyPendingDeletion {
			out = append(out, object{"kms key " + id, k})
		}
	}
	out = list(out, "kms alias", w.KeyAliases)
	out = list(out, "lambda function", w.Functions)
	out = list(out, "lambda event source mapping", w.Mappings)
	out = list(out, "sqs queue", w.Queues)
	out = list(out, "sns topic", w.Topics)
	out = list(out, "sns subscription", w.Subscriptions)
	out = list(out, "events bus", w.Buses)
	out = list(out, "events rule", w.Rules)
	out = list(out, "scheduler group", w.ScheduleGroups)
	out = list(out, "scheduler schedule", w.Schedules)
	out = list(out, "apigateway api", w.APIs)
	out = list(out, "apigateway domain", w.Domains)
	out = list(out, "apigateway usage plan", w.UsagePlans)
	out = append(out, object{"apigateway account", w.APIAccount})
	out = list(out, "wafv2 association", w.WebACLFor)
	return list(out, "s3 bucket", w.Buckets)
}

// inventory gives each object's state as JSON by id, without times.
func (w *World) inventory() map[string]string {
	times := regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[0-9.]*(Z|[+-]\d\d:?\d\d)`)
	out := map[string]string{}
	for _, o := range w.objects() {
		b, err := json.Marshal(o.state)
		if err != nil {
			b = []byte(err.Error())
		}
		out[o.id] = times.ReplaceAllString(string(b), "<time>")
	}
	return out
}

// cleaner replaces made-up ids by their kind.
func (w *World) cleaner() *strings.Replacer {
	pairs := make([]string, 0, 2*len(w.generated))
	for _, id := range slices.SortedFunc(maps.Keys(w.generated), longestFirst) {
		pairs = append(pairs, id, "<"+w.generated[id]+">")
	}
	return strings.NewReplacer(pairs...)
}

func longestFirst(a, b string) int {
	return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
}

func (w *World) markFixtures() { w.fixtures = w.inventory() }

// MarkFixtures takes what there is for the test's own: Left lists what differs from now on.
func (s *Server) MarkFixtures() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.markFixtures()
}

// Left lists what is left, sorted: objects that are no fixtures ("+ iam role orders"), and fixtures that are gone
// ("- ") or changed ("~ "). It is empty when a destroy left everything as it was.
func (s *Server) Left() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	clean := s.world.cleaner()
	now := s.world.inventory()
	for id, state := range now {
		before, fixture := s.world.fixtures[id]
		switch {
		case !fixture:
			out = append(out, clean.Replace("+ "+id))
		case before != state:
			out = append(out, clean.Replace("~ "+id+": "+before+" is now "+state))
		}
	}
	for id := range s.world.fixtures {
		if _, ok := now[id]; !ok {
			out = append(out, clean.Replace("- "+id))
		}
	}
	slices.Sort(out)
	return out
}

// Snapshot gives each object with its state as JSON, sorted, without made-up ids and times, so that two runs that
// end in the same state give the same snapshot.
func (s *Server) Snapshot() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	clean := s.world.cleaner()
	for id, state := range s.world.inventory() {
		out = append(out, clean.Replace(id+" "+state))
	}
	slices.Sort(out)
	return out
}
