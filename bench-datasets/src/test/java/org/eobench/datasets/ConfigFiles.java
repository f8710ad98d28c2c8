package org.eobench.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.YamlReader;

/**
 * Binds the configs of this project as a run does, with some of the text replaced. What they choose
 * of other groups is left out.
 */
public final class ConfigFiles {
  private ConfigFiles() {}

  public static <R extends Record> R bind(String name, Class<R> type, UnaryOperator<String> edit) {
    Path file = Path.of(System.getProperty("bench.root", ""), "configs", "dataset", name + ".yaml");
    try {
      String text =
          Files.readString(file)
              .replaceFirst("defaults:\n(  - .*\n)+", "")
              .replace("${protocol.missing_pixels}", "ignore")
              .replace("${task.kind}", "segmentation");
      ConfigNode node = YamlReader.read(edit.apply(text), file.toString());
      return Binder.bindOrThrow(Objects.requireNonNull(node), type);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
