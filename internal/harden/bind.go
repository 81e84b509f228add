package harden

import "strings"

// Bind gives the desired state with the ARN of the key that the resource made in place of OwnKey.
func (f Function) Bind(key string) Function { return f.replace(OwnKey, key) }

// Unbind is the way back, for a state that was read.
func (f Function) Unbind(key string) Function { return f.replace(key, OwnKey) }

func (f Function) replace(from, to string) Function {
	if from == "" || to == "" {
		return f
	}
	f.Key = f.Key.replace(from, to)
	f.LogGroup.Key = strings.ReplaceAll(f.LogGroup.Key, from, to)
	f.DeadLetter = f.DeadLetter.replace(from, to)
	f.Role.Policy = f.Role.Policy.Replace(from, to)
	return f
}

func (k Key) replace(from, to string) Key {
	k.ARN = strings.ReplaceAll(k.ARN, from, to)
	return k
}

func (d DeadLetter) replace(from, to string) DeadLetter {
	if d.Queue != nil {
		q := *d.Queue
		q.Key = strings.ReplaceAll(q.Key, from, to)
		d.Queue = &q
	}
	return d
}

// Bind gives the desired state with real ids in place of OwnKey and OwnAPI; "" leaves one as it is.
func (t Trigger) Bind(key, api string) Trigger { return t.replace(OwnKey, key).replace(OwnAPI, api) }

// Unbind is the way back, for a state that was read.
func (t Trigger) Unbind(key, api string) Trigger { return t.replace(key, OwnKey).replace(api, OwnAPI) }

func (t Trigger) replace(from, to string) Trigger {
	if from == "" || to == "" {
		return t
	}
	t.Key = t.Key.replace(from, to)
	t.DeadLetter = t.DeadLetter.replace(from, to)
	if t.Consumer != nil {
		t.Consumer = &Consumer{t.Consumer.Name, t.Consumer.Policy.Replace(from, to)}
	}
	if t.Schedule != nil {
		s := *t.Schedule
		s.Role.Policy = s.Role.Policy.Replace(from, to)
		t.Schedule = &s
	}
	if t.API != nil {
		a := *t.API
		a.Policy = a.Policy.Replace(from, to)
		a.LogGroup.Key = strings.ReplaceAll(a.LogGroup.Key, from, to)
		t.API = &a
	}
	var grants []Grant
	for _, g := range t.Grants {
		g.SourceARN = strings.ReplaceAll(g.SourceARN, from, to)
		grants = append(grants, g)
	}
	t.Grants = grants
	return t
}
