package org.eobench.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.card.DatasetCard;
import org.eobench.core.dataset.card.PublishedFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingFilesTest {
  @TempDir private Path root;

  private static PublishedFile file(String path, @Nullable Long size, @Nullable String url) {
    return new PublishedFile(path, size, null, url);
  }

  private static DatasetCard card(PublishedFile... files) {
    return new DatasetCard(Map.of(), null, null, null, null, null, List.of(files));
  }

  @Test
  void namesEachFileAndWhatIsLeftToFetch() throws IOException {
    Files.write(root.resolve("whole.h5"), new byte[100]);
    Files.write(root.resolve("half.h5"), new byte[40]);
    Files.createDirectories(root.resolve("more"));
    MissingFiles missing =
        MissingFiles.in(
            root,
            card(
                file("whole.h5", 100L, "https://example.org/whole.h5"),
                file("half.h5", 100L, "https://example.org/half.h5"),
                file("more/none.h5", 7L, "https://example.org/none.h5")));
    assertThat(missing.left()).isEqualTo(67);
    assertThat(missing.problem("burns").render())
        .contains("data set burns lacks 2 of 3 published files, 67 bytes left to fetch")
        .contains("half.h5, 40 of 100 bytes are there; more/none.h5, 7 bytes")
        .contains("fetch dataset burns dataset.root_path=" + root)
        .doesNotContain("whole.h5");
  }

  @Test
  void saysWhereSizesAndAddressesAreUnknown() throws IOException {
    Files.write(root.resolve("there.csv"), new byte[1]);
    MissingFiles missing =
        MissingFiles.in(root, card(file("there.csv", null, null), file("absent.csv", null, null)));
    assertThat(missing.problem("burns").render())
        .contains("lacks 1 of 2 published files, 0 bytes left to fetch and 1 files of unknown size")
        .contains("describe dataset=burns");
    assertThat(MissingFiles.in(root, DatasetCard.UNKNOWN).files()).isEmpty();
  }

  /** A file of a card never lies outside the folder of its data set. */
  @Test
  void refusesSenselessFacts() {
    for (String path : List.of("../a.h5", "/a.h5", "", "a/../../b", ".")) {
      assertThatThrownBy(() -> file(path, null, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be a file below root_path");
    }
    assertThatThrownBy(() -> new PublishedFile("a", 1L, "12", null))
        .hasMessageContaining("64 lower-case hexadecimal digits");
    assertThatThrownBy(() -> file("a", 1L, "ftp://example.org/a")).hasMessageContaining("url=");
    assertThatThrownBy(() -> card(file("a", 1L, null), file("a", 2L, null)))
        .hasMessageContaining("a path twice");
    for (Map<String, Integer> samples : List.of(Map.of("tests", 3), Map.of("all", 3, "val", 1))) {
      assertThatThrownBy(() -> new DatasetCard(samples, null, null, null, null, null, List.of()))
          .hasMessageContaining("takes train, val, test, or all alone");
    }
  }
}
