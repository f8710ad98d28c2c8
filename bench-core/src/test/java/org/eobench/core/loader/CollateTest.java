package org.eobench.core.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

class CollateTest {
  private static final LocalDateTime DAY = LocalDateTime.of(2020, 5, 1, 12, 0);

  private static Sample series(String id, int width, float... values) {
    int frames = values.length / 2 / width;
    return new Sample(
        Map.of("optical", new Image(values, 2, frames, 1, width)),
        new LabelMap(new int[width], 1, width),
        new SampleRef(id, List.of()),
        new Acquisition(Collections.nCopies(frames, DAY), null, null));
  }

  @Test
  void followsAShorterSeriesByZerosInEveryBandAndTellsItsOwnDates() {
    Batch batch = Collate.batch(List.of(series("a", 1, 1, 2), series("b", 1, 3, 4, 5, 6, 7, 8)));

    ImageBatch images = Objects.requireNonNull(batch.images().get("optical"));
    assertThat(images.frames()).isEqualTo(3);
    assertThat(images.data()).containsExactly(1, 0, 0, 2, 0, 0, 3, 4, 5, 6, 7, 8);
    assertThat(batch.acquisitions().get(0).dates()).hasSize(1);
    assertThat(batch.acquisitions().get(1).dates()).hasSize(3);
  }

  @Test
  void refusesSamplesOfDifferentSizes() {
    assertThatThrownBy(
            () -> Collate.batch(List.of(series("a", 1, 1, 2), series("b", 2, 1, 2, 3, 4))))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/UnequalSizes]")
        .hasMessageContaining("optical [2,1,1,1]")
        .hasMessageContaining("optical [2,1,1,2]");
  }
}
