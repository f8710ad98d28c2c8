package org.eobench.core.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardTest {
  private static final int[] ORDER = IntStream.range(100, 121).toArray();

  @Test
  void theWholeIsEverySample() {
    assertThat(Shard.WHOLE.of(ORDER, 5)).isEqualTo(ORDER);
    assertThat(Shard.WHOLE.size(5)).isEqualTo(5);
  }

  @Test
  void partsFollowEachOtherInTheOrderOfTheBatch() {
    assertThat(new Shard(0, 2).of(ORDER, 5))
        .containsExactly(100, 101, 105, 106, 110, 111, 115, 116);
    assertThat(new Shard(1, 2).of(ORDER, 5))
        .containsExactly(102, 103, 104, 107, 108, 109, 112, 113, 114, 117, 118, 119);
  }

  @Test
  void allPartsTogetherAreEveryBatchInItsOrder() {
    for (int count = 1; count <= 7; count++) {
      for (int batch = 0; batch < 3; batch++) {
        List<Integer> together = new ArrayList<>();
        for (int index = 0; index < count; index++) {
          Shard shard = new Shard(index, count);
          int size = shard.size(7);
          int[] own = shard.of(ORDER, 7);
          assertThat(size).isBetween(7 / count, 7 / count + 1);
          for (int i = batch * size; i < (batch + 1) * size; i++) {
            together.add(own[i]);
          }
        }
        assertThat(together)
            .containsExactlyElementsOf(
                IntStream.range(100 + batch * 7, 107 + batch * 7).boxed().toList());
      }
    }
  }

  @Test
  void onlyCompleteBatchesOfEnoughSamplesAreShared() {
    LoaderOptions two = LoaderOptions.training(2, 0, 1);
    assertThat(two.sharing(new Shard(1, 2)).ownBatchSize()).isEqualTo(1);
    assertThatThrownBy(() -> two.sharing(new Shard(0, 3)))
        .hasMessage("3 processes share complete batches of at least 3 samples, not of 2");
    assertThatThrownBy(() -> LoaderOptions.evaluation(4, 0, 1).sharing(new Shard(0, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAPartThatThereIsNot() {
    assertThatThrownBy(() -> new Shard(2, 2)).hasMessage("part 2 of 2 parts");
    assertThatThrownBy(() -> new Shard(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
