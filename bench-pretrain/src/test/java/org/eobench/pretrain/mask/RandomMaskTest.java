package org.eobench.pretrain.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomMaskTest {
  @Test
  void removesTheWantedShareOfEachImage() {
    RandomMask mask = RandomMask.draw(3, 49, 0.75, 8);
    assertThat(mask.kept()).isEqualTo(12);
    for (int image = 0; image < 3; image++) {
      int first = image * 49;
      double removed = IntStream.range(first, first + 49).mapToDouble(i -> mask.removed()[i]).sum();
      assertThat(removed).isEqualTo(37);
      for (int place = 0; place < 12; place++) {
        int patch = (int) mask.indices()[image * 12 + place];
        assertThat(mask.removed()[first + patch]).isZero();
        assertThat(mask.restore()[first + patch]).isEqualTo(place);
      }
      long[] restore = Arrays.copyOfRange(mask.restore(), first, first + 49);
      assertThat(Arrays.stream(restore).sorted().distinct().count()).isEqualTo(49);
    }
    assertThat(RandomMask.draw(3, 49, 0.75, 8).indices()).isEqualTo(mask.indices());
    assertThat(RandomMask.draw(3, 49, 0.75, 9).indices()).isNotEqualTo(mask.indices());
  }
}
