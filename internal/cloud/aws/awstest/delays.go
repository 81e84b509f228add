package awstest

import "time"

// Delays are what AWS takes its time for. All are zero unless set: then everything is done at once.
type Delays struct {
	// IAMChecks is how often another service still sees a role as it was before its creation or last change.
	IAMChecks int
	// IAMTime is how long another service does so. IAM is eventually consistent:
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
	IAMTime time.Duration
	// PendingReads is how many reads show a new function as Pending:
	// https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html
	PendingReads int
	// UpdateReads is how many reads show a changed function's LastUpdateStatus as InProgress.
	UpdateReads int
	// MappingReads is how many reads show an event source mapping as Creating, Updating or Deleting.
	MappingReads int
	// QueueReuse is how long a deleted queue's name cannot be used again; AWS says 60 s:
	// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
	QueueReuse time.Duration
}

// SetDelays changes the delays of what is made or changed from now on.
func (s *Server) SetDelays(d Delays) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.Delays = d
}

// lag is a change that others do not see yet.
type lag struct {
	checks int
	until  time.Time
}

func (w *World) newLag() lag {
	return lag{checks: w.Delays.IAMChecks, until: w.clock().Add(w.Delays.IAMTime)}
}

// over says whether the change is seen; each question counts as a check.
func (l *lag) over(now time.Time) bool {
	if l.checks > 0 {
		l.checks--
		return false
	}
	return !now.Before(l.until)
}
