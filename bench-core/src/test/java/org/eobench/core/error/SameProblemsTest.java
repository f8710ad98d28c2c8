package org.eobench.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SameProblemsTest {
  @Test
  void tellsOneCauseOnceWithItsPlacesAndTheirNumber() {
    List<Problem> labels =
        IntStream.range(0, 16)
            .mapToObj(
                i -> Problem.of("UnknownLabel", "the label 1").at("mask " + i).next("mend it"))
            .toList();

    List<Problem> merged = SameProblems.merged(labels);

    assertThat(merged).hasSize(1);
    assertThat(merged.get(0).render())
        .isEqualTo(
            """
            [Bench/UnknownLabel] the label 1
              where: mask 0
                mask 1
                mask 2
                and 13 more places
              next: mend it\
            """);
  }

  @Test
  void givesTheAdviceOfTheFirstWhereAdviceNamesThePlace() {
    List<Problem> bands =
        IntStream.range(0, 3)
            .mapToObj(i -> "my data/mask " + i + ".tif")
            .map(
                file ->
                    Problem.of("MaskBands", "the mask has 2 bands")
                        .at(file)
                        .next("`gdal_translate -b 1 " + ShellWord.of(file) + " out.tif`"))
            .toList();

    assertThat(SameProblems.merged(bands))
        .singleElement()
        .isEqualTo(bands.get(0).at("my data/mask 0.tif\nmy data/mask 1.tif\nmy data/mask 2.tif"));
  }

  @Test
  void keepsProblemsThatSaySomethingElseApartAndInOrder() {
    List<Problem> problems =
        List.of(
            Problem.of("A", "one").at("x"),
            Problem.of("B", "one").at("y"),
            Problem.of("A", "one").at("x"),
            Problem.of("A", "two").at("x"));

    assertThat(SameProblems.merged(problems))
        .containsExactly(problems.get(0), problems.get(1), problems.get(3));
  }
}
