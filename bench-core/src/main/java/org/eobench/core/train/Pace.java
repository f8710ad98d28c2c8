package org.eobench.core.train;

import java.util.Locale;

/**
 * Speed and remaining time, measured on the steps of this process.
 *
 * <p>The estimate covers only training steps, not validations.
 */
public final class Pace {
  private static final double NANOS = 1e9;

  private final int totalSteps;
  private final long started;
  private int steps;
  private long samples;

  public Pace(int totalSteps, long now) {
    this.totalSteps = totalSteps;
    this.started = now;
  }

  private long paused;

  /** Counts a step. */
  public void step(int batchSize) {
    steps++;
    samples += batchSize;
  }

  /** Excludes a period that was not training. */
  public void pause(long nanos) {
    paused += nanos;
  }

  /** Samples per second so far. */
  public double samplesPerSecond(long now) {
    double seconds = seconds(now);
    return seconds > 0 ? samples / seconds : 0;
  }

  /**
   * Estimated time for the remaining steps, such as {@code 02m05s}; {@code ?} before the first
   * step.
   */
  public String timeLeft(int iteration, long now) {
    if (steps == 0) {
      return "?";
    }
    return clock(Math.round(seconds(now) / steps * (totalSteps - iteration)));
  }

  /**
   * The share of the training that a time is; 0 before the first step.
   *
   * @param nanos a time within the training
   */
  public double share(long nanos, long now) {
    double seconds = seconds(now);
    return steps == 0 || seconds <= 0 ? 0 : Math.min(1, nanos / NANOS / seconds);
  }

  private double seconds(long now) {
    return (now - started - paused) / NANOS;
  }

  /** {@code 03s}, {@code 02m05s} or {@code 1h02m05s}. */
  static String clock(long seconds) {
    long hours = seconds / 3600;
    long minutes = seconds / 60 % 60;
    if (hours > 0) {
      return String.format(Locale.ROOT, "%dh%02dm%02ds", hours, minutes, seconds % 60);
    }
    return minutes > 0
        ? String.format(Locale.ROOT, "%02dm%02ds", minutes, seconds % 60)
        : String.format(Locale.ROOT, "%02ds", seconds % 60);
  }
}
