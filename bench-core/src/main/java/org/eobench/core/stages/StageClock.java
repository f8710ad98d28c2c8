package org.eobench.core.stages;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Measures the stages of one run, from its creation until it is closed. Stages of the thread that
 * created it and those of all other threads, which read samples, are added up apart. A stage that
 * was running already is not measured, but those that start within it are.
 */
public final class StageClock implements AutoCloseable {
  private static final double NANOS_PER_MILLI = 1e6;

  private final LongSupplier nanos;
  private final Runnable awaitDevice;
  private final Tree run = new Tree();
  private final List<Tree> readers = new ArrayList<>();
  private final Thread owner = Thread.currentThread();
  private final ThreadLocal<Tree> current = ThreadLocal.withInitial(this::root);

  /** The measured calls of a stage below another one, of one thread. */
  private static final class Tree {
    private final Map<Stage, Tree> below = new EnumMap<>(Stage.class);
    private final List<Stage> order = new ArrayList<>();
    private long calls;
    private long nanos;

    Tree child(Stage stage) {
      return below.computeIfAbsent(
          stage,
          first -> {
            order.add(first);
            return new Tree();
          });
    }

    void add(Tree other) {
      calls += other.calls;
      nanos += other.nanos;
      for (Stage stage : other.order) {
        child(stage).add(other.child(stage));
      }
    }

    List<StageTime> times() {
      List<StageTime> times = new ArrayList<>();
      for (Stage stage : order) {
        Tree tree = child(stage);
        if (tree.calls > 0) {
          double millis = tree.nanos / NANOS_PER_MILLI;
          times.add(new StageTime(stage.words(), tree.calls, millis, tree.times()));
        }
      }
      return times;
    }
  }

  /**
   * Starts measuring.
   *
   * @param awaitDevice waits until the device has done what it was told, so that work belongs to
   *     the stage that asked for it; does nothing for a CPU
   */
  public StageClock(Runnable awaitDevice) {
    this(awaitDevice, System::nanoTime);
  }

  StageClock(Runnable awaitDevice, LongSupplier nanos) {
    this.awaitDevice = awaitDevice;
    this.nanos = nanos;
    Stages.measureWith(this);
  }

  private Tree root() {
    if (Thread.currentThread() == owner) {
      return run;
    }
    Tree tree = new Tree();
    synchronized (readers) {
      readers.add(tree);
    }
    return tree;
  }

  <T> T time(Stage stage, Supplier<T> work) {
    Tree above = current.get();
    Tree tree = above.child(stage);
    current.set(tree);
    long start = nanos.getAsLong();
    try {
      T result = work.get();
      if (Thread.currentThread() == owner) {
        awaitDevice.run();
      }
      return result;
    } finally {
      tree.nanos += nanos.getAsLong() - start;
      tree.calls++;
      current.set(above);
    }
  }

  /** The stages of the thread that runs, so far. */
  public List<StageTime> run() {
    return run.times();
  }

  /** The stages of the threads that read samples, added up; call it when they are done. */
  public List<StageTime> readers() {
    Tree all = new Tree();
    synchronized (readers) {
      readers.forEach(all::add);
    }
    return all.times();
  }

  /** Stops measuring; the times stay. */
  @Override
  public void close() {
    Stages.measureWith(null);
  }
}
