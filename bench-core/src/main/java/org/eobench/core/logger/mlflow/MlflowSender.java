package org.eobench.core.logger.mlflow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.logger.LoggedRun;
import org.eobench.core.logger.mlflow.MlflowServer.Value;
import org.jspecify.annotations.Nullable;

/**
 * Sends the values of a run on a thread of its own. A failing server is asked again after growing
 * pauses; meanwhile values wait in a queue, and those that find it full are dropped and counted.
 */
final class MlflowSender {
  /** Values that may wait; some 200 validations of a task with 20 classes. */
  static final int ROOM = 20_000;

  static final int OF_A_REQUEST = 1000;

  private final LoggedRun run;
  private final MlflowSettings settings;
  private final MlflowServer server;
  private final Duration firstPause;
  private final Duration longestPause;
  private final Deque<Value> waiting = new ArrayDeque<>();
  private final Thread thread = new Thread(this::work, "mlflow");
  private boolean resumed;
  private @Nullable String status;
  private long deadline = Long.MAX_VALUE;
  private long sent;
  private long dropped;
  private @Nullable String failure;
  private boolean done;
  private boolean incomplete;

  // Of the sending thread alone.
  private String experiment = "";
  private String runId = "";
  private boolean described;
  private final Map<String, Long> known = new HashMap<>();

  /**
   * @param firstPause pause after the first failure; each further one is twice as long
   * @param longestPause the longest pause
   */
  MlflowSender(
      LoggedRun run,
      MlflowSettings settings,
      MlflowServer server,
      Duration firstPause,
      Duration longestPause) {
    this.run = run;
    this.settings = settings;
    this.server = server;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
    thread.setDaemon(true);
  }

  /**
   * Starts sending.
   *
   * @param resumed whether to go on with the run that the run directory names
   */
  void start(boolean resumed) {
    this.resumed = resumed;
    thread.start();
  }

  synchronized void add(List<Value> values) {
    for (Value value : values) {
      if (waiting.size() < ROOM) {
        waiting.add(value);
      } else {
        dropped++;
      }
    }
    notifyAll();
  }

  /** The reason of the last failure; null if nothing failed so far. */
  synchronized @Nullable String failure() {
    return failure;
  }

  /** How many values were sent and how many not, and why; no reason if nothing is missing. */
  record Tally(long sent, long notSent, @Nullable String reason) {}

  /**
   * Sends what waits, sets the status and ends.
   *
   * @param patience how long this may take
   */
  Tally end(String reached, Duration patience) {
    synchronized (this) {
      status = reached;
      deadline = System.nanoTime() + patience.toNanos();
      notifyAll();
    }
    try {
      thread.join(patience.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(patience.toMillis());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      long notSent = dropped + waiting.size();
      boolean whole = done && notSent == 0 && !incomplete;
      Tally tally = new Tally(sent, notSent, whole ? null : failure);
      if (!runId.isEmpty()) {
        new MlflowFile(
                settings.server().toString(),
                experiment,
                runId,
                tally.sent(),
                tally.notSent(),
                tally.reason())
            .write(run.directory());
      }
      return tally;
    }
  }

  private void work() {
    Duration pause = firstPause;
    while (true) {
      try {
        if (!step()) {
          return;
        }
        pause = firstPause;
      } catch (MlflowFailure passing) {
        note(passing);
        if (!passing.isPassing() || !rest(pause)) {
          return;
        }
        pause =
            pause.multipliedBy(2).compareTo(longestPause) < 0
                ? pause.multipliedBy(2)
                : longestPause;
      }
    }
  }

  /** Does what is next; returns false after the last. */
  private boolean step() throws MlflowFailure {
    if (runId.isEmpty()) {
      open();
      return true;
    }
    if (!described) {
      describe();
      return true;
    }
    List<Value> next = next();
    if (next.isEmpty()) {
      server.status(runId, String.valueOf(reached()), System.currentTimeMillis());
      synchronized (this) {
        done = true;
      }
      return false;
    }
    try {
      server.log(runId, next.stream().filter(this::isNew).toList(), Map.of());
      taken(next.size(), true);
    } catch (MlflowFailure refused) {
      if (refused.isPassing()) {
        throw refused;
      }
      note(refused);
      taken(next.size(), false);
    }
    return true;
  }

  private void describe() throws MlflowFailure {
    try {
      for (Map<String, String> portion : MlflowNames.portions(run.parameters())) {
        server.log(runId, List.of(), portion);
      }
    } catch (MlflowFailure refused) {
      if (refused.isPassing()) {
        throw refused;
      }
      note(refused);
      incomplete();
    }
    described = true;
  }

  private synchronized void incomplete() {
    incomplete = true;
  }

  private void open() throws MlflowFailure {
    MlflowFile earlier = resumed ? MlflowFile.read(run.directory()).orElse(null) : null;
    if (earlier != null && earlier.trackingUri().equals(settings.server().toString())) {
      known.putAll(server.lastSteps(earlier.runId()));
      server.status(earlier.runId(), "RUNNING", 0);
      opened(earlier.experimentId(), earlier.runId());
      described = true; // parameters cannot be changed on the server
      return;
    }
    String in = server.experiment();
    opened(in, server.createRun(in, run.name(), run.tags(), System.currentTimeMillis()));
  }

  private synchronized void opened(String in, String id) {
    experiment = in;
    runId = id;
    new MlflowFile(settings.server().toString(), in, id, 0, 0, null).write(run.directory());
  }

  /** The server keeps what it has, so a resumed run does not send the same step again. */
  private boolean isNew(Value value) {
    Long last = known.get(value.key());
    return last == null || value.step() > last;
  }

  /** Waits for values; empty when the run has ended and none is left. */
  private synchronized List<Value> next() throws MlflowFailure {
    while (waiting.isEmpty() && status == null) {
      pause(0);
    }
    List<Value> next = new ArrayList<>();
    for (Value value : waiting) {
      if (next.size() == OF_A_REQUEST) {
        break;
      }
      next.add(value);
    }
    return next;
  }

  private synchronized void taken(int values, boolean accepted) {
    for (int i = 0; i < values; i++) {
      waiting.remove();
    }
    sent += accepted ? values : 0;
    dropped += accepted ? 0 : values;
  }

  private synchronized @Nullable String reached() {
    return status;
  }

  /** Keeps the last reason; that the end of the run interrupts a request is none. */
  private synchronized void note(MlflowFailure why) {
    if (failure == null || !Thread.currentThread().isInterrupted()) {
      failure = why.getMessage();
    }
  }

  /** Pauses after a failure; false if the run has ended and there is no time left. */
  private synchronized boolean rest(Duration length) {
    long until = System.nanoTime() + length.toNanos();
    try {
      while (System.nanoTime() < until && System.nanoTime() < deadline) {
        pause(Math.max(1, (Math.min(until, deadline) - System.nanoTime()) / 1_000_000));
      }
    } catch (MlflowFailure stopped) {
      return false;
    }
    return System.nanoTime() < deadline;
  }

  @SuppressWarnings("WaitNotInLoop") // callers loop until a time
  private synchronized void pause(long millis) throws MlflowFailure {
    try {
      wait(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new MlflowFailure("the run has ended", false);
    }
  }
}
