package aws

import (
	"context"
	"fmt"
	"strings"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"

	"github.com/slsguard/terraform-provider-slsguard/internal/cloud"
	"github.com/slsguard/terraform-provider-slsguard/internal/harden"
)

// policyName is the only name that KMS knows for a key's policy.
const policyName = "default"

// ensureKey brings the key to what is wanted and gives its ARN.
func (d *Deployer) ensureKey(ctx context.Context, l *ledger, want harden.Key) (arn string, err error) {
	if !want.Made() {
		return want.ARN, nil
	}
	have, arn, err := d.readKey(ctx, l.id(keyObject))
	if gone(err) || err == nil && arn == "" {
		if arn, err = d.beginKey(ctx, l, want); err == nil {
			have, _, err = d.readKey(ctx, arn)
		}
	}
	if err != nil {
		return "", fmt.Errorf("key %s: %w", want.Alias, err)
	}
	if err := d.updateKey(ctx, arn, have, want); err != nil {
		return "", fmt.Errorf("key %s: %w", want.Alias, err)
	}
	return arn, nil
}

// beginKey makes the key, unless an earlier run did so without getting an answer.
func (d *Deployer) beginKey(ctx context.Context, l *ledger, want harden.Key) (arn string, err error) {
	if l.id(keyObject+begun) != "" {
		arn, err = d.findKey(ctx, l)
	}
	if err == nil && arn == "" {
		l.begin(keyObject, want.Alias)
		arn, err = d.createKey(ctx, l, want)
	}
	if err == nil {
		l.made(keyObject, arn)
	}
	return arn, err
}

// createKey makes a key. A key has no name that could be taken, so a call whose answer was lost must not be made again
// blindly, or it leaves a key behind that nobody knows: the SDK is told not to repeat it, and the key is looked for.
func (d *Deployer) createKey(ctx context.Context, l *ledger, want harden.Key) (arn string, err error) {
	for attempt := 0; ; attempt++ {
		out, err := d.KMS.CreateKey(ctx, &kms.CreateKeyInput{
			Description: &want.Description, Policy: text(want.Policy.String()), Tags: tagList(l.tags(), keyTag),
		}, func(o *kms.Options) { o.Retryer = awssdk.NopRetryer{} })
		if err == nil {
			arn = awssdk.ToString(out.KeyMetadata.Arn)
			return arn, nil
		}
		if throttled := is(err, "ThrottlingException"); attempt == 4 || !throttled && !notRefused(err) {
			return "", fmt.Errorf("create: %w", err)
		}
		if arn, err = d.findKey(ctx, l); err != nil || arn != "" {
			if err != nil {
				return "", fmt.Errorf("look for a key whose creation was not answered: %w", err)
			}
			return arn, nil
		}
		if err := d.clock.Sleep(ctx, firstPause<<attempt); err != nil {
			return "", fmt.Errorf("create: %w", err)
		}
	}
}

// findKey looks for a key by this resource's token; "" when there is none.
func (d *Deployer) findKey(ctx context.Context, l *ledger) (arn string, err error) {
	return d.findKeyBy(ctx, func(tags map[string]string) bool { return l.owns(tags) })
}

// findKeyBy looks for the key with certain tags. It asks for the tags of every key, so it is used only when nothing else
// tells.
func (d *Deployer) findKeyBy(ctx context.Context, match func(map[string]string) bool) (arn string, err error) {
	keys := kms.NewListKeysPaginator(d.KMS, &kms.ListKeysInput{})
	for keys.HasMorePages() {
		page, err := keys.NextPage(ctx)
		if err != nil {
			return "", err
		}
		for _, k := range page.Keys {
			tags, err := d.KMS.ListResourceTags(ctx, &kms.ListResourceTagsInput{KeyId: k.KeyId})
			if is(err, "AccessDeniedException") || gone(err) {
				continue // another's key
			}
			if err != nil {
				return "", err
			}
			if match(tagMap(tags.Tags, keyTagParts)) {
				return awssdk.ToString(k.KeyArn), nil
			}
		}
	}
	return "", nil
}

func keyTag(k, v string) types.Tag           { return types.Tag{TagKey: &k, TagValue: &v} }
func keyTagParts(t types.Tag) (k, v *string) { return t.TagKey, t.TagValue }

func (d *Deployer) updateKey(ctx context.Context, arn string, have, want harden.Key) error {
	if have.Policy.String() != want.Policy.String() {
		if _, err := d.KMS.PutKeyPolicy(ctx, &kms.PutKeyPolicyInput{
			KeyId: &arn, PolicyName: text(policyName), Policy: text(want.Policy.String()),
		}); err != nil {
			return fmt.Errorf("put policy: %w", err)
		}
	}
	if !have.Rotation {
		if _, err := d.KMS.EnableKeyRotation(ctx, &kms.EnableKeyRotationInput{KeyId: &arn}); err != nil {
			return fmt.Errorf("switch rotation on: %w", err)
		}
	}
	if have.Alias != want.Alias {
		return d.aliasKey(ctx, arn, want.Alias)
	}
	return nil
}

// aliasKey gives the key its name. An alias of that name which leads to another key is somebody else's, unless that key
// is on its way out: then it was this function's, before it was made anew.
func (d *Deployer) aliasKey(ctx context.Context, arn, alias string) error {
	_, err := d.KMS.CreateAlias(ctx, &kms.CreateAliasInput{AliasName: &alias, TargetKeyId: &arn})
	if !exists(err) {
		return err
	}
	out, err := d.KMS.DescribeKey(ctx, &kms.DescribeKeyInput{KeyId: &alias})
	switch {
	case err != nil:
		return err
	case awssdk.ToString(out.KeyMetadata.Arn) == arn:
		return nil
	case out.KeyMetadata.KeyState != types.KeyStatePendingDeletion:
		return foreign("alias", alias)
	}
	_, err = d.KMS.UpdateAlias(ctx, &kms.UpdateAliasInput{AliasName: &alias, TargetKeyId: &arn})
	return err
}

// readKey reads a key that the resource made; arn is "" when it is on its way out. Its policy has real ids.
func (d *Deployer) readKey(ctx context.Context, id string) (key harden.Key, arn string, err error) {
	if id == "" {
		return harden.Key{}, "", nil
	}
	meta, err := d.KMS.DescribeKey(ctx, &kms.DescribeKeyInput{KeyId: &id})
	if err != nil {
		return harden.Key{}, "", err
	}
	if s := meta.KeyMetadata.KeyState; s == types.KeyStatePendingDeletion {
		return harden.Key{}, "", nil
	}
	key = harden.Key{ARN: harden.OwnKey, Description: awssdk.ToString(meta.KeyMetadata.Description)}
	policy, err := d.KMS.GetKeyPolicy(ctx, &kms.GetKeyPolicyInput{KeyId: &id, PolicyName: text(policyName)})
	if err != nil {
		return harden.Key{}, "", err
	}
	key.Policy = lenient(awssdk.ToString(policy.Policy))
	rotation, err := d.KMS.GetKeyRotationStatus(ctx, &kms.GetKeyRotationStatusInput{KeyId: &id})
	if err != nil {
		return harden.Key{}, "", err
	}
	key.Rotation = rotation.KeyRotationEnabled
	key.Alias, err = d.readAlias(ctx, id)
	return key, awssdk.ToString(meta.KeyMetadata.Arn), err
}

func (d *Deployer) readAlias(ctx context.Context, id string) (string, error) {
	aliases := kms.NewListAliasesPaginator(d.KMS, &kms.ListAliasesInput{KeyId: &id})
	for aliases.HasMorePages() {
		page, err := aliases.NextPage(ctx)
		if err != nil {
			return "", err
		}
		for _, a := range page.Aliases {
			if name := awssdk.ToString(a.AliasName); strings.HasPrefix(name, "alias/slsguard/") {
				return name, nil
			}
		}
	}
	return "", nil
}

// deleteKey takes the alias off and gives the key up; KMS deletes it after the window.
func (d *Deployer) deleteKey(ctx context.Context, l *ledger, arn string, window int) error {
	alias, err := d.readAlias(ctx, arn)
	if err == nil && alias != "" {
		_, err = d.KMS.DeleteAlias(ctx, &kms.DeleteAliasInput{AliasName: &alias})
	}
	if unlessGone(err) == nil {
		_, err = d.KMS.ScheduleKeyDeletion(ctx, &kms.ScheduleKeyDeletionInput{KeyId: &arn, PendingWindowInDays: number(window)})
	}
	// KMSInvalidStateException: the deletion is under way already.
	if unlessGone(err) != nil && !is(err, "KMSInvalidStateException") {
		return fmt.Errorf("delete key %s: %w", arn, err)
	}
	l.removed(keyObject, arn)
	return nil
}

func (d *Deployer) tagKey(ctx context.Context, arn string, set map[string]string, remove []string) error {
	if len(set) > 0 {
		if _, err := d.KMS.TagResource(ctx, &kms.TagResourceInput{KeyId: &arn, Tags: tagList(set, keyTag)}); err != nil {
			return fmt.Errorf("tag key %s: %w", arn, err)
		}
	}
	if len(remove) > 0 {
		if _, err := d.KMS.UntagResource(ctx, &kms.UntagResourceInput{KeyId: &arn, TagKeys: remove}); err != nil {
			return fmt.Errorf("untag key %s: %w", arn, err)
		}
	}
	return nil
}

// retag brings the tags of everything that a resource made to what is declared.
func (d *Deployer) retag(ctx context.Context, l *ledger, have map[string]string) error {
	set, remove := tagChange(have, l.declared)
	if len(set)+len(remove) == 0 {
		return nil
	}
	for _, o := range l.objects {
		if err := d.tagObject(ctx, o, set, remove); err != nil {
			return err
		}
	}
	return nil
}

func (d *Deployer) tagObject(ctx context.Context, o cloud.Object, set map[string]string, remove []string) error {
	switch o.Kind {
	case roleObject:
		return d.tagRole(ctx, o.ID, set, remove)
	case keyObject:
		return d.tagKey(ctx, o.ID, set, remove)
	case queueObject:
		return d.tagQueue(ctx, o.ID, set, remove)
	case logGroupObject:
		return d.tagLogGroup(ctx, o.ID, set, remove)
	case functionObject, mappingObject:
		return d.tagLambda(ctx, o.ID, set, remove)
	case ruleObject:
		return d.tagRule(ctx, o.ID, set, remove)
	case apiObject:
		return d.tagAPI(ctx, o.ID, set, remove)
	default:
		return nil
	}
}
