package org.eobench.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleRefTest {
  @Test
  void namesTheFirstFilesOfASampleWithMany() {
    List<Path> files = IntStream.range(0, 26).mapToObj(i -> Path.of("B" + i)).toList();
    assertThat(new SampleRef("a", files).place()).isEqualTo("B0, B1, B2, B3 and 22 more files");
    assertThat(new SampleRef("a", files.subList(0, 4)).place()).isEqualTo("B0, B1, B2, B3");
    assertThat(new SampleRef("a", List.of()).place()).isEqualTo("sample a");
  }
}
