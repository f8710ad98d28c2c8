package org.eobench.cli.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetPagesTest {
  private static final Path DOCS = SharedFiles.projectRoot().resolve("docs");

  @TempDir private Path folder;

  /** {@code java -jar bench.jar describe --pages docs} makes them again. */
  @Test
  void thePagesAreWhatTheProgramWrites() throws IOException {
    ProgramAnswer.to(List.of("describe", "--pages", folder.toString()), folder)
        .fits()
        .says("folder has no page: dataset.root_path");
    Set<String> written = pages(folder);
    assertThat(pages(DOCS)).isEqualTo(written).contains("datasets/hlsburnscars.md");
    List<String> outdated = new ArrayList<>();
    for (String page : written) {
      if (!Files.readString(DOCS.resolve(page)).equals(Files.readString(folder.resolve(page)))) {
        outdated.add(page);
      }
    }
    assertThat(outdated)
        .as("pages to be written again with `java -jar bench.jar describe --pages docs`")
        .isEmpty();
  }

  /** The index and the pages of single data sets, as paths below the folder. */
  private static Set<String> pages(Path docs) throws IOException {
    Set<String> pages = new TreeSet<>(Set.of("datasets.md"));
    try (Stream<Path> files = Files.list(docs.resolve("datasets"))) {
      pages.addAll(files.map(file -> "datasets/" + file.getFileName()).collect(Collectors.toSet()));
    }
    return pages;
  }
}
