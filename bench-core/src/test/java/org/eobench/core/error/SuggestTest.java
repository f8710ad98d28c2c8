package org.eobench.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  @Test
  void printsTheNearestFiveOfManyNamesAndHowToListThemAll() {
    List<String> many =
        IntStream.range(0, 75).mapToObj(i -> "resnet_" + i).collect(Collectors.toList());
    many.addAll(List.of("dofa", "dofa_tiny", "dofa_large", "rcf"));

    assertThat(Suggest.sentence("dofaa", many, "`java -jar bench.jar list encoder`"))
        .startsWith("did you mean dofa? nearest of 79: dofa, rcf, dofa_large, dofa_tiny, ")
        .endsWith("; all: `java -jar bench.jar list encoder`")
        .hasSizeLessThan(150);
    assertThat(Suggest.oneOf(many, "`java -jar bench.jar list encoder`"))
        .isEqualTo("one of 79 names; all: `java -jar bench.jar list encoder`");
    assertThat(Suggest.oneOf(ENCODERS, "x")).isEqualTo("one of croma_optical, dofa, prithvi, vit");
  }
}
