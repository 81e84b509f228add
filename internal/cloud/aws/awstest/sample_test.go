package awstest

import (
	"slices"
	"testing"
)

func TestSample(t *testing.T) {
	t.Setenv("SLSGUARD_FAULTS", "")
	if got := Sample(LostAnswer, 3); !slices.Equal(got, []int{1, 2, 3}) {
		t.Errorf("lost answers are tried at %v", got)
	}
	for _, got := range [][]int{Sample("500", 8), SparseSample(LostAnswer, 8)} {
		if len(got) != 2 || got[0] < 1 || got[1] != got[0]+sampleStep {
			t.Errorf("a sample of 8 calls is %v", got)
		}
	}
	t.Setenv("SLSGUARD_FAULTS", "all")
	if got := SparseSample("500", 3); !slices.Equal(got, []int{1, 2, 3}) {
		t.Errorf("all faults are tried at %v", got)
	}
}
