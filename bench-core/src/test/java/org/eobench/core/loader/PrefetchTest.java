package org.eobench.core.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.task.classification.ImageClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrefetchTest {
  private static final int START = 2;
  private static final int END = 8;
  private static final int AHEAD = 3;

  private final List<CompletableFuture<LoadedSample>> begun = new ArrayList<>();

  private CompletableFuture<LoadedSample> begin(int position) {
    assertThat(position).as("positions rise by one").isEqualTo(START + begun.size());
    CompletableFuture<LoadedSample> sample = new CompletableFuture<>();
    begun.add(sample);
    return sample;
  }

  private static Sample sample(int number) {
    return new Sample(
        Map.of(), new ImageClass(0), new SampleRef("chip" + number, List.of(Path.of("a.tif"))));
  }

  @AfterEach
  void forgetInterrupt() {
    Thread.interrupted();
  }

  @Test
  void handsSamplesOverInOrderAndBeginsOneForEachTaken() {
    Prefetch ready =
        new Prefetch(
            position -> {
              CompletableFuture<LoadedSample> sample = begin(position);
              sample.complete(new LoadedSample(sample(position), null));
              return sample;
            },
            START,
            END,
            AHEAD);
    for (int position = START; position < END; position++) {
      assertThat(ready.at(position).sample().ref().id()).isEqualTo("chip" + position);
      assertThat(begun).hasSize(Math.min(END, position + AHEAD) - START);
    }
    assertThatThrownBy(() -> ready.at(END)).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void throwsWhatTheWorkerThrew() {
    for (Throwable thrown :
        List.of(new IllegalStateException("truncated"), new OutOfMemoryError("heap"))) {
      assertThatThrownBy(() -> failing(thrown).at(START)).isSameAs(thrown);
    }
    assertThatThrownBy(() -> failing(new IOException("checked")).at(START))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("checked");
  }

  @Test
  void endsAfterAFailure() {
    Prefetch failing = failing(new IllegalStateException("truncated"));
    assertThatThrownBy(() -> failing.at(START)).hasMessage("truncated");
    ended(failing);
  }

  @Test
  void endsWhenASampleIsCancelled() {
    Prefetch cancelled = first(sample -> assertThat(sample.cancel(false)).isTrue());
    assertThatThrownBy(() -> cancelled.at(START)).satisfies(PrefetchTest::isAnInterrupt);
    ended(cancelled);
  }

  @Test
  void endsWhenItsThreadIsInterruptedAndKeepsTheInterrupt() {
    Prefetch waiting = first(sample -> Thread.currentThread().interrupt());
    assertThatThrownBy(() -> waiting.at(START)).satisfies(PrefetchTest::isAnInterrupt);
    assertThat(Thread.interrupted()).isTrue();
    ended(waiting);
  }

  private static void isAnInterrupt(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            BenchException.class,
            stopped -> assertThat(stopped.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
  }

  /** Asserts that what was begun is cancelled, and that nothing more is begun. */
  private void ended(Prefetch prefetch) {
    assertThat(begun).hasSize(AHEAD);
    assertThat(begun.subList(1, AHEAD)).allMatch(CompletableFuture::isCancelled);
    assertThatThrownBy(() -> prefetch.at(START + 1)).isInstanceOf(NoSuchElementException.class);
    assertThat(begun).hasSize(AHEAD);
  }

  private Prefetch failing(Throwable thrown) {
    begun.clear();
    return first(sample -> sample.completeExceptionally(thrown));
  }

  /** Does {@code ending} to the first sample; all others stay in preparation. */
  private Prefetch first(Consumer<CompletableFuture<LoadedSample>> ending) {
    return new Prefetch(
        position -> {
          CompletableFuture<LoadedSample> sample = begin(position);
          if (position == START) {
            ending.accept(sample);
          }
          return sample;
        },
        START,
        END,
        AHEAD);
  }
}
