package org.eobench.core.logger.tensorboard;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.logger.LogLine;
import org.eobench.core.logger.LoggedPicture;
import org.eobench.core.logger.LoggedRun;
import org.eobench.core.logger.RunLogger;
import org.eobench.core.logger.RunStart;
import org.jspecify.annotations.Nullable;

/**
 * Writes event files of TensorBoard into the run directory. Each start of a run writes its own
 * file, which voids what earlier ones hold after the checkpoint that it goes on from. The test has
 * a file of its own, which a later test replaces.
 */
public final class TensorBoardLogger implements RunLogger {
  private static final String TRAINING = "train";
  private static final String TEST = "test";

  private final LoggedRun run;
  private final Clock clock;
  private long step;
  private @Nullable EventFile training;
  private @Nullable EventFile test;

  public TensorBoardLogger(LoggedRun run) {
    this(run, Clock.systemUTC());
  }

  TensorBoardLogger(LoggedRun run, Clock clock) {
    this.run = run;
    this.clock = clock;
  }

  @Override
  public void begin(RunStart start) {
    step = start.iteration();
    EventFile file = EventFile.create(run.directory(), TRAINING, clock);
    training = file;
    if (start.validated()) {
      file.restart(step + 1);
    } else if (start.resumed()) {
      file.restart(step);
      start.kept().forEach(line -> file.scalars(step, line.numbers()));
    }
    Hyperparameters.begin(file, run, clock);
  }

  @Override
  public void line(LogLine line) {
    Long at = line.iteration();
    step = at == null ? step : at;
    fileOf(line.kind()).scalars(step, line.numbers());
  }

  @Override
  public boolean showsPictures() {
    return true;
  }

  @Override
  public void picture(String tag, LoggedPicture picture) {
    fileOf(tag.startsWith(TEST + "/") ? TEST : TRAINING).image(step, tag, picture);
  }

  private EventFile fileOf(String kind) {
    if (!kind.equals(TEST)) {
      EventFile file = training;
      if (file == null) {
        file = EventFile.create(run.directory(), TRAINING, clock);
        training = file;
      }
      return file;
    }
    EventFile file = test;
    if (file == null) {
      removeEarlierTests();
      file = EventFile.create(run.directory(), TEST, clock);
      test = file;
    }
    return file;
  }

  private void removeEarlierTests() {
    List<Path> earlier = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(run.directory(), "events.out.tfevents.*.eobench.*." + TEST)) {
      files.forEach(earlier::add);
      for (Path file : earlier) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw AtomicFile.failed(run.directory(), failure);
    }
  }

  @Override
  public void end(Ending how) {
    if (training != null) {
      Hyperparameters.end(training, how, clock);
      training.close();
    }
    if (test != null) {
      test.close();
    }
  }
}
