package org.eobench.core.run.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunState;
import org.jspecify.annotations.Nullable;

/** Weights of a run directory whose run has not ended, and which may therefore still change. */
public final class UnfinishedSource {
  private UnfinishedSource() {}

  /**
   * Warnings about weights that an unfinished run has written so far.
   *
   * @param sources configured files, run directories or null
   */
  public static List<String> warnings(@Nullable String... sources) {
    List<String> found = new ArrayList<>();
    for (String source : sources) {
      if (source == null || !Files.isRegularFile(Path.of(source, "run.json"))) {
        continue;
      }
      RunState state = RunDirectory.read(Path.of(source)).state();
      if (state != RunState.COMPLETE) {
        found.add(
            String.format(
                Locale.ROOT,
                "the run %s has not ended (%s), so that its weights are those of the middle of a"
                    + " training: end it with `resume=true`",
                source,
                state.name().toLowerCase(Locale.ROOT)));
      }
    }
    return found;
  }
}
