package org.eobench.bench;

import com.sun.jna.Function;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.cli.jar.TinyRun;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.results.RunResult;

/**
 * Does the same run several times and prints a line for each: {@code RUN SCORES CHECKPOINT NATIVE},
 * two hashes and kilobytes.
 */
final class RepeatedRunsProgram {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int SAMPLES = 5;
  private static final long MILLISECONDS_BETWEEN = 100;

  private RepeatedRunsProgram() {}

  /** Takes the number of runs and the fixed size of the heap in kilobytes. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = Integer.parseInt(arguments[0]);
    long heap = Long.parseLong(arguments[1]);
    List<String> words =
        TinyRun.onQuickstart(
            "encoder.embed_dim=128", "deterministic_threads=2", "task.trainer.n_epochs=1");
    try (Bench bench = Bench.open()) {
      for (int run = 1; run <= runs; run++) {
        RunResult result = bench.run(words.toArray(String[]::new));
        System.out.println(
            String.join(
                " ",
                String.valueOf(run),
                FileHash.sha256(String.valueOf(result.scores().fields())),
                digest(result.directory().resolve("checkpoints/last.safetensors")),
                String.valueOf(nativeMemory(heap))));
      }
    }
  }

  /** Of the names and bits of all tensors, optimizer state included. */
  private static String digest(Path checkpoint) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TensorFile tensors = TensorFile.open(checkpoint);
        DataOutputStream out = new DataOutputStream(bytes)) {
      for (TensorInfo tensor : tensors.tensors()) {
        out.writeUTF(tensor.name());
        for (float value : tensors.floats(tensor.name())) {
          out.writeInt(Float.floatToRawIntBits(value));
        }
      }
    }
    return FileHash.sha256(HexFormat.of().formatHex(bytes.toByteArray()));
  }

  /**
   * The memory in use outside of Java in kilobytes: what is resident of the process, without the
   * heap, compiled code and classes, once glibc has given back what is free. The least of some
   * samples, as a compiler at work takes memory for a moment. -1 where the system does not tell.
   */
  private static long nativeMemory(long heap) throws IOException, InterruptedException {
    if (!Files.isReadable(STATUS)) {
      return -1;
    }
    long least = Long.MAX_VALUE;
    for (int i = 0; i < SAMPLES; i++) {
      System.gc();
      Thread.sleep(MILLISECONDS_BETWEEN);
      Function.getFunction("c", "malloc_trim").invokeInt(new Object[] {0L});
      long ofJava =
          heap + ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getCommitted() / 1024;
      least = Math.min(least, resident() - ofJava);
    }
    return least;
  }

  private static long resident() throws IOException {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
