package org.eobench.cli.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.cli.faults.ProgramAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that use the weights of a finished run. */
class FinishedRunTest {
  @TempDir private Path folder;

  private ProgramAnswer answer(String... words) {
    return ProgramAnswer.to(List.of(words), folder);
  }

  @Test
  void refuseFoldersThatAreNoRun() {
    String none = folder.resolve("it's none").toString();
    answer("robustness", none).refuses("[Bench/", none);
    answer("calibrate", none).refuses("[Bench/", none);
    answer("export", none, "model.pt").refuses("[Bench/", none);
  }

  @Test
  void refuseFlagsThatWouldHaveNoEffect() throws IOException {
    answer("robustness", "run", "--pictures=p", "--out=scores.csv")
        .refuses("[Bench/FlagAlone] --pictures draws", "--out=scores.csv");
    answer("robustness", "run", "--force").refuses("--force has no effect without --out");
    answer("calibrate", "run", "--force").refuses("--force has no effect without --out");
    answer("calibrate", "run", "--coverage=1.5").refuses("--coverage cannot be 1.5", "below 1");
    answer("calibrate", "run", "--maps=0").refuses("--maps=0 is not a positive");
    Path file = Files.writeString(folder.resolve("mine.json"), "mine");
    answer("calibrate", "run", "--out=" + file).refuses("[Bench/FileExists]", "--force");
  }
}
