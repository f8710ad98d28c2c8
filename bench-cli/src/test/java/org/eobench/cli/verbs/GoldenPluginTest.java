package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.plugins.JarBuilder;
import org.eobench.cli.process.Interruption;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.tensors.NpyWriter;
import org.eobench.core.plugin.PluginJars;
import org.eobench.testing.golden.cases.Formula;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plug-in jar brings an encoder and the mapping of its golden cases; {@code verify golden} runs a
 * case that was computed here with plain loops.
 */
class GoldenPluginTest {
  private static final int BANDS = 2;
  private static final int SIDE = 32;
  private static final int WIDTH = 2;
  private static final int LEVELS = 4;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final Formula formula = new Formula.Hashed();
  private final List<String> parameters = new ArrayList<>();
  private String config =
      "{\"input_size\": 32, \"input_bands\": {\"optical\": [\"B4\", \"B8\"]}, \"width\": 2}";
  private double wrongBy;
  @TempDir private Path folder;

  @AfterEach
  void restoreClassLoader() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void passesWithTheNumbersOfPlainLoops() throws IOException {
    assertThat(verify(ExitCode.OK)).contains("PASS  pyramid").contains("1 passed, 0 failed");
  }

  @Test
  void failsWithANumberThatIsWrong() throws IOException {
    wrongBy = 0.01;
    assertThat(verify(ExitCode.FAILURE)).contains("FAIL  pyramid", "layer3").contains("1 failed");
  }

  @Test
  void namesARecordedKeyThatTheMappingDoesNotKnow() throws IOException {
    config = config.replace("{\"input_size\"", "{\"dilation\": 2, \"input_size\"");
    assertThat(verify(ExitCode.OK)).contains("SKIP  pyramid", "config.dilation", "0 passed");
  }

  @Test
  void namesAKeyThatTheMappingNeedsAndTheCaseLacks() throws IOException {
    config = config.replace("\"width\"", "\"widht\"");
    assertThat(verify(ExitCode.FAILURE))
        .contains("the case has no config.width, but golden/encoder/conv_pyramid.yaml uses it")
        .contains("did you mean widht?");
  }

  private String verify(ExitCode wanted) throws IOException {
    Path cases = record();
    Path jar =
        JarBuilder.ofExample("plugin-encoder")
            .build(
                folder.resolve("plugins/conv-pyramid.jar"),
                folder.resolve("work"),
                System.getProperty("java.class.path"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (Interruption interruption = Interruption.ofProcess()) {
      ExitCode code =
          new VerifyVerb()
              .run(
                  new Invocation(
                      List.of("golden", cases.toString()),
                      new PluginJars(List.of(jar)),
                      out,
                      interruption));
      assertThat(code).as(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(wanted);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Writes the case: weights and image by formula, the four maps as computed here. */
  private Path record() throws IOException {
    Path own = Files.createDirectories(folder.resolve("cases/pyramid"));
    float[] image =
        new Formula.Input().values("input.optical", new long[] {1, BANDS, 1, SIDE, SIDE}, 0);
    double[] x = new double[image.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = image[i];
    }
    int channels = BANDS;
    int side = SIDE;
    x = convolved(x, channels, side, "stem", WIDTH);
    channels = WIDTH;
    side /= 2;
    List<String> expected = new ArrayList<>();
    for (int level = 0; level < LEVELS; level++) {
      int out = WIDTH << level;
      x = convolved(x, channels, side, "stages." + level, out);
      channels = out;
      side /= 2;
      expected.add(map(own, level, x, channels, side));
    }
    Files.writeString(
        own.resolve("case.json"),
        String.format(
            Locale.ROOT,
            """
            {"id": "pyramid", "component": "encoder/conv_pyramid", "config": %s,
             "inputs": [{"name": "input.optical", "shape": [1, %d, 1, %d, %d], "formula": "INPUT"}],
             "weights": {"kind": "formula", "formula": {"id": "F2"}, "params": [%s]},
             "expected": [%s]}
            """,
            config,
            BANDS,
            SIDE,
            SIDE,
            String.join(", ", parameters),
            String.join(", ", expected)));
    return folder.resolve("cases");
  }

  private String map(Path own, int level, double[] values, int channels, int side) {
    float[] stored = new float[values.length];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = (float) values[i];
    }
    if (level == LEVELS - 1) {
      stored[stored.length - 1] += (float) wrongBy;
    }
    NpyWriter.write(
        own.resolve("layer" + level + ".npy"), new long[] {1, channels, side, side}, stored);
    return String.format(
        Locale.ROOT,
        "{\"name\": \"layer%1$d\", \"file\": \"layer%1$d.npy\","
            + " \"tolerance\": {\"atol\": 1e-5, \"rtol\": 1e-5}}",
        level);
  }

  /** GELU of a 3×3 convolution with stride 2 and one pixel of zeros around the image. */
  private double[] convolved(double[] x, int in, int side, String name, int out) {
    float[] kernel = weight(name + ".weight", out, in, 3, 3);
    float[] bias = weight(name + ".bias", out);
    int half = side / 2;
    double[] y = new double[out * half * half];
    for (int i = 0; i < y.length; i++) {
      int to = i / (half * half);
      int top = 2 * (i / half % half) - 1;
      int left = 2 * (i % half) - 1;
      double sum = bias[to];
      for (int k = 0; k < in * 9; k++) {
        int row = top + k / 3 % 3;
        int column = left + k % 3;
        if (row >= 0 && row < side && column >= 0 && column < side) {
          sum += kernel[to * in * 9 + k] * x[(k / 9 * side + row) * side + column];
        }
      }
      y[i] = sum * (1 + erf(sum / Math.sqrt(2))) / 2;
    }
    return y;
  }

  private float[] weight(String name, long... shape) {
    String sizes = Arrays.toString(shape);
    parameters.add(String.format(Locale.ROOT, "[\"%s\", %s, 0]", name, sizes));
    return formula.values(name, shape, 0);
  }

  /** By Simpson's rule. */
  private static double erf(double z) {
    int steps = 400;
    double width = z / steps;
    double sum = 1 + Math.exp(-z * z);
    for (int i = 1; i < steps; i++) {
      double t = i * width;
      sum += (i % 2 == 0 ? 2 : 4) * Math.exp(-t * t);
    }
    return 2 / Math.sqrt(Math.PI) * sum * width / 3;
  }
}
