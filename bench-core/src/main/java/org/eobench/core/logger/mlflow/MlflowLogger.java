package org.eobench.core.logger.mlflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.logger.LogLine;
import org.eobench.core.logger.LoggedRun;
import org.eobench.core.logger.LoggerFactory;
import org.eobench.core.logger.RunLogger;
import org.eobench.core.logger.RunStart;
import org.eobench.core.logger.mlflow.MlflowServer.Value;
import org.jspecify.annotations.Nullable;

/** Shows a run on an MLflow server. No failure of the server ends the run; it is told instead. */
public final class MlflowLogger implements RunLogger {
  private static final Duration REQUEST = Duration.ofSeconds(20);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LAST_MINUTE = Duration.ofSeconds(60);

  private final LoggedRun run;
  private final MlflowSettings settings;
  private final MlflowSender sender;
  private final Duration patience;
  private boolean started;
  private boolean warned;
  private long step;

  /**
   * @param patience how long to send what waits at the end of the run
   */
  MlflowLogger(LoggedRun run, MlflowSettings settings, MlflowSender sender, Duration patience) {
    this.run = run;
    this.settings = settings;
    this.sender = sender;
    this.patience = patience;
  }

  /** Finds the server by the environment of this process. */
  public static LoggerFactory factory() {
    return new Factory(System.getenv());
  }

  private record Factory(Map<String, String> environment) implements LoggerFactory {
    @Override
    public void require() {
      MlflowSettings.of(environment);
    }

    @Override
    public RunLogger create(LoggedRun run) {
      MlflowSettings settings = MlflowSettings.of(environment);
      MlflowServer server = new MlflowServer(settings, REQUEST);
      return new MlflowLogger(
          run,
          settings,
          new MlflowSender(run, settings, server, FIRST_PAUSE, LONGEST_PAUSE),
          LAST_MINUTE);
    }
  }

  @Override
  public void begin(RunStart start) {
    step = start.iteration();
    start(start.resumed());
  }

  private void start(boolean resumed) {
    if (!started) {
      started = true;
      sender.start(resumed);
    }
  }

  @Override
  public void line(LogLine line) {
    start(false);
    Long at = line.iteration();
    step = at == null ? step : at;
    long now = System.currentTimeMillis();
    List<Value> values = new ArrayList<>();
    line.numbers()
        .forEach((key, value) -> values.add(new Value(MlflowNames.key(key), value, now, step)));
    sender.add(values);
    String failure = sender.failure();
    if (failure != null && !warned) {
      warned = true;
      run.message()
          .accept(
              "warning: MLflow at "
                  + settings.server()
                  + ": "
                  + failure
                  + "; the run goes on, and what waits is sent as soon as possible");
    }
  }

  @Override
  public void end(Ending how) {
    if (!started) {
      return;
    }
    MlflowSender.Tally tally = sender.end(status(how), patience);
    @Nullable String reason = tally.reason();
    if (tally.notSent() > 0 || reason != null) {
      run.message()
          .accept(
              String.format(
                  Locale.ROOT,
                  "warning: MLflow at %s did not get %d of %d values%s; metrics.jsonl has all",
                  settings.server(),
                  tally.notSent(),
                  tally.notSent() + tally.sent(),
                  reason == null ? "" : ": " + reason));
    }
  }

  private static String status(Ending how) {
    return switch (how) {
      case COMPLETE -> "FINISHED";
      case INTERRUPTED -> "KILLED";
      case FAILED -> "FAILED";
    };
  }
}
