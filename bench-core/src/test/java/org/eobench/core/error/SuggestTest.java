package org.eobench.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestTest {
  private static final List<String> ENCODERS = List.of("croma_optical", "dofa", "prithvi", "vit");

  @Test
  void offersTheNearestNameFirst() {
    assertThat(Suggest.nearest("dofaa", ENCODERS)).containsExactly("dofa");
    assertThat(Suggest.nearest("Prihtvi", ENCODERS)).containsExactly("prithvi");
  }

  @Test
  void offersNothingWhenNothingIsNear() {
    assertThat(Suggest.nearest("resnet", ENCODERS)).isEmpty();
    assertThat(Suggest.sentence("resnet", ENCODERS))
        .isEqualTo("known: croma_optical, dofa, prithvi, vit");
  }

  @Test
  void countsASwapOfNeighboursAsOneEdit() {
    assertThat(Suggest.distance("dofa", "dfoa")).isEqualTo(1);
  }

  @Test
  void takesAPrefixForNear() {
    assertThat(Suggest.nearest("croma", ENCODERS)).containsExactly("croma_optical");
  }
}
