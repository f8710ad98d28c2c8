package org.eobench.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.tensors.PickleSample;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.io.tensors.TensorType;
import org.eobench.core.torchscript.ProgramSample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files changed at random are read to the last value or refused with a sentence: no other failure,
 * no hang, no memory that one file takes or that is left behind. The zip and the safetensors file
 * are changed 20,000 times each; {@code -Dbench.mutations=N} makes it another number.
 */
class MutationTest {
  private static final int CASES = Integer.getInteger("bench.mutations", 20_000);

  /** Generous: a case takes some tenths of a millisecond. */
  private static final long MOST_MILLIS = 60_000;

  /** The buffers of a reader and a good deal more; all files have less than 4 KiB. */
  private static final long MOST_BYTES = 16L << 20;

  private static final long MOST_GROWTH = 16L << 20;

  @TempDir Path folder;

  private final AtomicInteger number = new AtomicInteger();
  private final AtomicLong begun = new AtomicLong(System.nanoTime());
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private int read;
  private int refused;
  private long largest;

  private static byte[] pickle() {
    PickleSample pickle = new PickleSample().raw('}').mark();
    pickle.text("epoch").number(3).text("args").global("argparse", "Namespace");
    pickle.raw(')', 0x81, '}').text("lr").raw('G', 0x3f, 1, 2, 3, 4, 5, 6, 7).raw('s', 'b');
    pickle.text("model").global("collections", "OrderedDict").raw(')', 'R').mark();
    pickle.text("weight").tensor("FloatStorage", "0", 6, 0, new int[] {2, 3}, new int[] {3, 1});
    pickle.text("turned").tensor("FloatStorage", "0", 6, 0, new int[] {3, 2}, new int[] {1, 3});
    pickle.text("part").tensor("FloatStorage", "0", 6, 4, new int[] {2}, new int[] {1});
    pickle.text("half").tensor("HalfStorage", "1", 4, 0, new int[] {4}, new int[] {1});
    pickle.text("brain").tensor("BFloat16Storage", "1", 4, 1, new int[] {3}, new int[] {1});
    pickle.text("steps").tensor("LongStorage", "1", 1, 0, new int[] {}, new int[] {});
    pickle.raw('q', 5, 'u').text("again").raw('h', 5).text("list").raw(']', '(').number(1);
    return pickle.raw('N', 0x88, 'e').raw('u').end();
  }

  private static Map<String, byte[]> storages() {
    return Map.of("0", PickleSample.floats(0, 1, 2, 3, 4, 5), "1", PickleSample.floats(6, 7));
  }

  @Test
  void checkpointsInZips() throws IOException {
    Path good = PickleSample.zip(folder.resolve("good.pth"), pickle(), storages());
    mutate(Files.readAllBytes(good), CASES);
  }

  @Test
  void safetensors() throws IOException {
    Path good = folder.resolve("good.safetensors");
    SafetensorsWriter.write(
        good,
        List.of(
            SafetensorsWriter.Entry.floats("blocks.0.weight", new long[] {2, 3}, new float[6]),
            SafetensorsWriter.Entry.longs("steps", new long[] {}, new long[1]),
            SafetensorsWriter.Entry.whole(
                new TensorInfo("mask", TensorType.BOOL, new long[] {3}), new long[3])),
        Map.of("run", "seven", "note", "some text"));
    mutate(Files.readAllBytes(good), CASES);
  }

  @Test
  void checkpointsOfOldVersions() throws IOException {
    mutate(PickleSample.legacy(PickleSample.oldObject("77", 3), "77", 7, 8, 9), CASES / 4);
  }

  @Test
  void programs() throws IOException {
    mutate(Files.readAllBytes(ProgramSample.write(folder.resolve("good.pt"))), CASES / 4);
  }

  private void mutate(byte[] original, int cases) throws IOException {
    Path path = folder.resolve("mutant");
    Files.write(path, original);
    Guarded.readAll(path);
    Thread worker = new Thread(() -> work(original, path, cases), "mutations");
    worker.setDaemon(true);
    worker.start();
    watch(worker);
    if (failure.get() != null) {
      throw new AssertionError("case " + number.get() + " of " + path, failure.get());
    }
    assertThat(read + refused).isEqualTo(cases);
    assertThat(read).isGreaterThan(cases / 100);
    assertThat(refused).isGreaterThan(cases / 10);
    assertThat(largest).as("bytes that one case allocated").isLessThan(MOST_BYTES);
  }

  /** The file stays open, as some disks wait for a file that was cut to nothing and closed. */
  private void work(byte[] original, Path path, int cases) {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      long heap = 0;
      for (int i = 0; i < cases; i++) {
        number.set(i);
        begun.set(System.nanoTime());
        byte[] mutant = Mutation.of(original, i);
        file.write(ByteBuffer.wrap(mutant), 0);
        file.truncate(mutant.length);
        one(path);
        if (i == cases / 10) {
          heap = used();
        }
      }
      assertThat(used() - heap).as("growth of the heap").isLessThan(MOST_GROWTH);
    } catch (Throwable wrong) { // handed to the thread that watches
      failure.set(wrong);
    }
  }

  private void one(Path path) {
    long before = Guarded.allocated();
    BenchException sentence = outcome(path);
    largest = Math.max(largest, Guarded.allocated() - before);
    if (sentence == null) {
      read++;
    } else {
      assertThat(sentence.exitCode()).isEqualTo(ExitCode.WEIGHTS);
      assertThat(sentence.problems()).hasSize(1);
      refused++;
    }
  }

  private static @Nullable BenchException outcome(Path path) {
    try {
      Guarded.readAll(path);
      return null;
    } catch (BenchException sentence) {
      return sentence;
    }
  }

  private void watch(Thread worker) {
    while (worker.isAlive()) {
      try {
        worker.join(200);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
      if (worker.isAlive() && System.nanoTime() - begun.get() > MOST_MILLIS * 1_000_000) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "case %d hangs at %s",
                number.get(),
                Arrays.toString(worker.getStackTrace())));
      }
    }
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
