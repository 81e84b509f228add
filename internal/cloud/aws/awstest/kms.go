package awstest

import (
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud/aws/awstest/wire"
)

// States of a key.
const (
	keyEnabled         = "Enabled"
	keyDisabled        = "Disabled"
	keyPendingDeletion = "PendingDeletion"
)

// Key is a customer-managed KMS key.
type Key struct {
	Description, Policy, State string
	Rotation                   bool
	RotationDays               int64
	Usage, Spec                string
	MultiRegion                bool
	Tags                       map[string]string

	created, deletion time.Time
}

func kmsHandlers() map[string]handler {
	return map[string]handler{
		"kms.CreateKey":            (*World).createKey,
		"kms.DescribeKey":          (*World).describeKey,
		"kms.ListKeys":             (*World).listKeys,
		"kms.UpdateKeyDescription": onKey(func(_ *World, k *Key, in wire.Values) error { k.Description = in.Str("Description"); return nil }),
		"kms.EnableKey":            onKey(func(_ *World, k *Key, _ wire.Values) error { k.State = keyEnabled; return nil }),
		"kms.DisableKey":           onKey(func(_ *World, k *Key, _ wire.Values) error { k.State = keyDisabled; return nil }),
		"kms.EnableKeyRotation":    onKey((*World).enableRotation),
		"kms.DisableKeyRotation":   onKey(func(_ *World, k *Key, _ wire.Values) error { k.Rotation = false; return nil }),
		"kms.GetKeyRotationStatus": (*World).getRotation,
		"kms.PutKeyPolicy":         onKey((*World).putKeyPolicy),
		"kms.GetKeyPolicy":         (*World).getKeyPolicy,
		"kms.ScheduleKeyDeletion":  (*World).scheduleKeyDeletion,
		"kms.CancelKeyDeletion":    (*World).cancelKeyDeletion,
		"kms.CreateAlias":          (*World).createKeyAlias,
		"kms.UpdateAlias":          (*World).updateKeyAlias,
		"kms.DeleteAlias":          (*World).deleteKeyAlias,
		"kms.ListAliases":          (*World).listKeyAliases,
		"kms.TagResource":          onKey(tagKey),
		"kms.UntagResource":        onKey(untagKey),
		"kms.ListResourceTags":     (*World).listKeyTags,
	}
}

// keyOf finds a key by id, ARN, alias or alias ARN.
func (w *World) keyOf(name string) (string, *Key, error) {
	id := name[strings.LastIndex(name, "/")+1:]
	if strings.HasPrefix(name, "alias/") || strings.Contains(name, ":alias/") {
		id = w.KeyAliases["alias/"+strings.SplitN(name, "alias/", 2)[1]]
	}
	if k, ok := w.Keys[id]; ok {
		return id, k, nil
	}
	return "", nil, fail("NotFoundException", "Key '%s' does not exist", w.arn("kms", "key/"+id))
}

// onKey makes a handler that changes a key that is not about to be deleted and gives no answer.
func onKey(change func(*World, *Key, wire.Values) error) handler {
	return func(w *World, in wire.Values) (wire.Values, error) {
		id, k, err := w.keyOf(in.Str("KeyId"))
		if err != nil {
			return nil, err
		}
		if k.State == keyPendingDeletion {
			return nil, fail("KMSInvalidStateException", "%s is pending deletion.", w.arn("kms", "key/"+id))
		}
		return nil, change(w, k, in)
	}
}

func (w *World) createKey(in wire.Values) (wire.Values, error) {
	in.Or("KeyUsage", "ENCRYPT_DECRYPT")
	in.Or("KeySpec", "SYMMETRIC_DEFAULT")
	in.Or("Policy", fmt.Sprintf(
		`{"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User Permissions","Effect":"Allow",`+
			`"Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"kms:*","Resource":"*"}]}`, w.Account))
	if err := w.checkKeyPolicy(in); err != nil {
		return nil, err
	}
	k := &Key{
		Description: in.Str("Description"), Policy: in.Str("Policy"), State: keyEnabled, RotationDays: 365,
		Usage: in.Str("KeyUsage"), Spec: in.Str("KeySpec"), MultiRegion: in.Bool("MultiRegion"),
		Tags: tagsToMap(in.Maps("Tags"), "TagKey", "TagValue"), created: w.now(),
	}
	id := w.uuid("key")
	w.Keys[id] = k
	return wire.Values{"KeyMetadata": w.keyView(id, k)}, nil
}

// checkKeyPolicy wants a policy that the caller can still change, and principals that exist:
// https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
func (w *World) checkKeyPolicy(in wire.Values) error {
	d, err := parsePolicy(in.Str("Policy"), "MalformedPolicyDocumentException")
	if err != nil {
		return err
	}
	for _, s := range d.Statement {
		for _, p := range s.Principal["AWS"] {
			if strings.Contains(p, ":role/") && !w.sees(p) {
				return fail("MalformedPolicyDocumentException", "Policy contains a statement with one or more invalid principals.")
			}
		}
	}
	if !in.Bool("BypassPolicyLockoutSafetyCheck") &&
		!allowed([]policyDocument{d}, request{account: w.Account, action: "kms:PutKeyPolicy"}) {
		return fail("MalformedPolicyDocumentException", "The new key policy will not allow you to update the key policy in the future.")
	}
	return nil
}

// sees says whether another service sees a role yet.
func (w *World) sees(roleARN string) bool {
	r, ok := w.roleByARN(roleARN)
	return ok && r.trustLag.over(w.clock())
}

// keyAllows says whether a key's policy lets a service use it.
func (w *World) keyAllows(k *Key, service, action string, context map[string]string) bool {
	d, err := parsePolicy(k.Policy, "")
	return err == nil && allowed([]policyDocument{d}, request{service: service, action: action, context: context})
}

func (w *World) keyView(id string, k *Key) wire.Values {
	v := wire.Values{
		"AWSAccountId": w.Account, "KeyId": id, "Arn": w.arn("kms", "key/"+id), "CreationDate": k.created,
		"Enabled": k.State == keyEnabled, "Description": k.Description, "KeyUsage": k.Usage, "KeyState": k.State,
		"Origin": "AWS_KMS", "KeyManager": "CUSTOMER", "KeySpec": k.Spec, "CustomerMasterKeySpec": k.Spec,
		"EncryptionAlgorithms": []string{"SYMMETRIC_DEFAULT"}, "MultiRegion": k.MultiRegion,
	}
	if k.State == keyPendingDeletion {
		v["DeletionDate"] = k.deletion
	}
	return v
}

func (w *World) describeKey(in wire.Values) (wire.Values, error) {
	id, k, err := w.keyOf(in.Str("KeyId"))
	if err != nil {
		return nil, err
	}
	return wire.Values{"KeyMetadata": w.keyView(id, k)}, nil
}

// listKeys has keys that are about to be deleted, too, as AWS does.
func (w *World) listKeys(in wire.Values) (wire.Values, error) {
	out := []wire.Values{}
	for _, id := range sortedKeys(w.Keys) {
		out = append(out, wire.Values{"KeyId": id, "KeyArn": w.arn("kms", "key/"+id)})
	}
	return page(w, in, "Keys", out, kmsPaging())
}

func (w *World) enableRotation(k *Key, in wire.Values) error {
	k.Rotation = true
	if in.Has("RotationPeriodInDays") {
		k.RotationDays = in.Int("RotationPeriodInDays")
	}
	return nil
}

func (w *World) getRotation(in wire.Values) (wire.Values, error) {
	id, k, err := w.keyOf(in.Str("KeyId"))
	if err != nil {
		return nil, err
	}
	v := wire.Values{"KeyId": id, "KeyRotationEnabled": k.Rotation}
	if k.Rotation {
		v["RotationPeriodInDays"] = k.RotationDays
	}
	return v, nil
}

func (w *World) putKeyPolicy(k *Key, in wire.Values) error {
	if err := w.checkKeyPolicy(in); err != nil {
		return err
	}
	k.Policy = in.Str("Policy")
	return nil
}

func (w *World) getKeyPolicy(in wire.Values) (wire.Values, error) {
	_, k, err := w.keyOf(in.Str("KeyId"))
	if err != nil {
		return nil, err
	}
	return wire.Values{"Policy": k.Policy, "PolicyName": "default"}, nil
}

func (w *World) scheduleKeyDeletion(in wire.Values) (wire.Values, error) {
	id, k, err := w.keyOf(in.Str("KeyId"))
	if err != nil {
		return nil, err
	}
	if k.State == keyPendingDeletion {
		return nil, fail("KMSInvalidStateException", "%s is pending deletion.", w.arn("kms", "key/"+id))
	}
	in.Or("PendingWindowInDays", int64(30))
	days := in.Int("PendingWindowInDays")
	if days < 7 || days > 30 {
		// https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
		return nil, fail("ValidationException", "PendingWindowInDays must be between 7 and 30")
	}
	k.State, k.deletion = keyPendingDeletion, w.now().Add(time.Duration(days)*24*time.Hour)
	maps.DeleteFunc(w.KeyAliases, func(_, key string) bool { return key == id })
	return wire.Values{
		"KeyId": w.arn("kms", "key/"+id), "DeletionDate": k.deletion, "KeyState": k.State, "PendingWindowInDays": days,
	}, nil
}

func (w *World) cancelKeyDeletion(in wire.Values) (wire.Values, error) {
	id, k, err := w.keyOf(in.Str("KeyId"))
	if err != nil {
		return nil, err
	}
	if k.State != keyPendingDeletion {
		return nil, fail("KMSInvalidStateException", "%s is not pending deletion.", w.arn("kms", "key/"+id))
	}
	k.State = keyDisabled
	return wire.Values{"KeyId": w.arn("kms", "key/"+id)}, nil
}

func (w *World) createKeyAlias(in wire.Values) (wire.Values, error) {
	name := in.Str("AliasName")
	if !strings.HasPrefix(name, "alias/") || strings.HasPrefix(name, "alias/aws/") {
		return nil, fail("ValidationException", "Alias must start with the prefix \"alias/\" and not \"alias/aws/\".")
	}
	if _, ok := w.KeyAliases[name]; ok {
		return nil, fail("AlreadyExistsException", "An alias with the name %s already exists", w.arn("kms", name))
	}
	return w.pointAlias(in)
}

func (w *World) pointAlias(in wire.Values) (wire.Values, error) {
	id, k, err := w.keyOf(in.Str("TargetKeyId"))
	if err != nil {
		return nil, err
	}
	if k.State == keyPendingDeletion {
		return nil, fail("KMSInvalidStateException", "%s is pending deletion.", w.arn("kms", "key/"+id))
	}
	w.KeyAliases[in.Str("AliasName")] = id
	return nil, nil
}

func (w *World) hasAlias(name string) error {
	if _, ok := w.KeyAliases[name]; !ok {
		return fail("NotFoundException", "Alias %s is not found.", w.arn("kms", name))
	}
	return nil
}

func (w *World) updateKeyAlias(in wire.Values) (wire.Values, error) {
	if err := w.hasAlias(in.Str("AliasName")); err != nil {
		return nil, err
	}
	return w.pointAlias(in)
}

func (w *World) deleteKeyAlias(in wire.Values) (wire.Values, error) {
	if err := w.hasAlias(in.Str("AliasName")); err != nil {
		return nil, err
	}
	delete(w.KeyAliases, in.Str("AliasName"))
	return nil, nil
}

func (w *World) listKeyAliases(in wire.Values) (wire.Values, error) {
	key := ""
	if in.Has("KeyId") {
		id, _, err := w.keyOf(in.Str("KeyId"))
		if err != nil {
			return nil, err
		}
		key = id
	}
	out := []wire.Values{}
	for _, name := range sortedKeys(w.KeyAliases) {
		if id := w.KeyAliases[name]; key == "" || key == id {
			out = append(out, wire.Values{"AliasName": name, "AliasArn": w.arn("kms", name), "TargetKeyId": id})
		}
	}
	return page(w, in, "Aliases", out, kmsPaging())
}

func tagKey(_ *World, k *Key, in wire.Values) error {
	maps.Copy(k.Tags, tagsToMap(in.Maps("Tags"), "TagKey", "TagValue"))
	return nil
}

func untagKey(_ *World, k *Key, in wire.Values) error {
	for _, t := range in.Strs("TagKeys") {
		delete(k.Tags, t)
	}
	return nil
}

func (w *World) listKeyTags(in wire.Values) (wire.Values, error) {
	_, k, err := w.keyOf(in.Str("KeyId"))
	if err != nil {
		return nil, err
	}
	return page(w, in, "Tags", tagsToList(k.Tags, "TagKey", "TagValue"), kmsPaging())
}
