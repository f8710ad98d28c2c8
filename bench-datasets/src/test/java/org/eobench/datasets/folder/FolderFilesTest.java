package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.datasets.ConfigFiles;
import org.eobench.datasets.folder.files.FolderFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Files whose extension is spelt in another way than the pattern's are never passed over. */
class FolderFilesTest {
  @TempDir Path root;

  private void files(String... names) throws IOException {
    for (String name : names) {
      Files.createFile(root.resolve(name));
    }
  }

  private List<String> names() {
    FolderConfig config =
        ConfigFiles.bind(
            "folder",
            FolderConfig.class,
            text ->
                text.replace("root_path: ???", "root_path: " + root)
                    .replace("images:\n  optical: null", "images:\n  optical: '*_img.tif'")
                    .replace("mask: null", "mask: '*_mask.tif'")
                    .replace("bands:\n  optical: null", "bands:\n  optical: [red]")
                    .replace("classes: []", "classes: [land, water]"));
    return List.copyOf(FolderFiles.list(root, config.layout()).samples().keySet());
  }

  @Test
  void reportsImagesThatAreLeftOut() throws IOException {
    files("a_img.tif", "a_mask.tif", "b_img.TIFF", "b_mask.tiff", "c_img.tif", "c_mask.TIF");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(FolderFiles.class);
    logger.addAppender(log);
    try {
      assertThat(names()).containsExactly("a", "c");
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "1 files match *_img.tiff instead of *_img.tif and are ignored unless renamed: b");
  }

  @Test
  void namesTheOtherExtensionWhereNothingElseFits() throws IOException {
    files("a_img.tiff");
    assertThatThrownBy(this::names)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("no file matches the pattern *_img.tif")
        .hasMessageContaining("did you mean *_img.tiff?");
  }

  @Test
  void namesAMaskOfTheOtherExtension() throws IOException {
    files("a_img.tif", "a_mask.TIFF");
    assertThatThrownBy(this::names)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("1 of 1 images have no mask: a")
        .hasMessageContaining("that name, but there is " + root.resolve("a_mask.TIFF"));
  }
}
