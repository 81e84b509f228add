package awstest

import (
	"hash/fnv"
	"os"
)

// LostAnswer is the name that tests give to the fault of an answer that is lost after AWS has done what it was asked.
const LostAnswer = "answer lost"

// sampleStep is how many faults of a kind there are for each one that a default run tries.
const sampleStep = 4

// Sample gives the calls, counted from 1, at which a fault test tries a kind of fault. A lost answer is tried at every call:
// it is what leaves a client knowing of less than there is. Of other kinds it is every fourth call, not the same for each
// kind, so that a default run of all tests takes minutes. SLSGUARD_FAULTS=all, which `make testacc` sets, tries all.
func Sample(kind string, calls int) []int {
	if kind == LostAnswer {
		return every(1, 1, calls)
	}
	return SparseSample(kind, calls)
}

// SparseSample is for tests that take seconds for each fault: it has every fourth call for lost answers, too.
func SparseSample(kind string, calls int) []int {
	if os.Getenv("SLSGUARD_FAULTS") == "all" {
		return every(1, 1, calls)
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(kind)) // a hash takes everything
	return every(1+int(h.Sum32()%sampleStep), sampleStep, calls)
}

func every(first, step, last int) []int {
	var all []int
	for n := first; n <= last; n += step {
		all = append(all, n)
	}
	return all
}
