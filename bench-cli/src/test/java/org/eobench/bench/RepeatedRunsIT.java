package org.eobench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many runs in one process of their own: the same bits each time, and no native memory is lost. */
class RepeatedRunsIT {
  private static final int RUNS = 14;

  /** After these libtorch, the compiler and the threads that decode have what they keep. */
  private static final int WARM = 6;

  /**
   * Medians of four runs vary by less, single runs by 2, as the compiler and the collector work at
   * any time. The arrays of one run of this size are 40 MB, 40 percent.
   */
  private static final double PERCENT = 3;

  private static final int HEAP_MEBIBYTES = 384;

  @TempDir private static Path folder;
  private static final List<Line> LINES = new ArrayList<>();

  /** What the program printed about one run. */
  private record Line(int run, String scores, String checkpoint, long nativeMemory) {
    static Line of(String text) {
      String[] words = text.split(" ");
      return new Line(Integer.parseInt(words[0]), words[1], words[2], Long.parseLong(words[3]));
    }
  }

  @BeforeAll
  static void runRepeatedly() throws Exception {
    Path tests =
        Path.of(
            RepeatedRunsProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String heap = HEAP_MEBIBYTES + "m";
    LibraryProcess.run(
            folder,
            List.of(
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"),
            "-cp",
            LibraryProcess.classPath(tests),
            RepeatedRunsProgram.class.getName(),
            String.valueOf(RUNS),
            String.valueOf(HEAP_MEBIBYTES * 1024))
        .lines()
        .map(Line::of)
        .forEach(LINES::add);
  }

  @Test
  void everyRunGivesTheBitsOfTheFirst() {
    assertThat(LINES).extracting(Line::run).hasSize(RUNS).doesNotHaveDuplicates();
    assertThat(LINES).extracting(Line::scores).containsOnly(LINES.get(0).scores());
    assertThat(LINES).extracting(Line::checkpoint).containsOnly(LINES.get(0).checkpoint());
  }

  @Test
  void nativeMemoryIsTheSameInTheLastRunsAsInTheFirstWarmOnes() {
    assumeThat(LINES.get(0).nativeMemory())
        .as("resident memory, which only Linux tells in /proc")
        .isPositive();
    int half = WARM + (RUNS - WARM) / 2;
    double first = median(LINES.subList(WARM, half));
    double last = median(LINES.subList(half, RUNS));
    assertThat(last).as("%s", LINES).isCloseTo(first, Percentage.withPercentage(PERCENT));
  }

  /** The mean of the two runs in the middle. */
  private static double median(List<Line> runs) {
    long[] sorted = runs.stream().mapToLong(Line::nativeMemory).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
  }
}
