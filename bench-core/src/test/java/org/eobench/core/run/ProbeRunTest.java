package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;

/** Row B7 of docs/systems.md: a probe is not tested on samples that it is trained on. */
class ProbeRunTest {
  /** Only its lists of samples are asked for. */
  private record Lists(Map<Split, List<SampleRef>> lists) implements EoDataset {
    @Override
    public DatasetSpec spec() {
      throw new IllegalStateException();
    }

    @Override
    public List<SampleRef> samples(Split split) {
      return lists.getOrDefault(split, List.of());
    }

    @Override
    public Sample read(SampleRef ref, Map<String, List<String>> bands) {
      throw new IllegalStateException();
    }
  }

  private static SampleRef chip(int number) {
    return new SampleRef("chip" + number, List.of(Path.of("chip" + number + ".tif")));
  }

  private static Lists lists(List<SampleRef> train, List<SampleRef> val, List<SampleRef> test) {
    return new Lists(Map.of(Split.TRAIN, train, Split.VAL, val, Split.TEST, test));
  }

  @Test
  void b7RefusesATestSampleThatIsAlsoOneOfTrainingOrValidation() {
    List<SampleRef> test = List.of(chip(3), chip(4));
    for (Lists leaking :
        List.of(
            lists(List.of(chip(1), chip(4)), List.of(chip(2)), test),
            lists(List.of(chip(1)), List.of(chip(4)), test))) {
      assertThatThrownBy(() -> ProbeRun.testSamples(leaking))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("[Bench/ProbeLeaks] 1 of the 2 test samples")
          .hasMessageContaining("the first is chip4");
    }
    assertThat(ProbeRun.testSamples(lists(List.of(chip(1)), List.of(chip(2)), test)))
        .isEqualTo(test);
  }
}
