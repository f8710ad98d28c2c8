package org.eobench.testing.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenRunnerTest {
  private static final ComponentFactories NONE =
      new ComponentFactories(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  @TempDir Path folder;

  @Test
  void passesAndFailsByToleranceAndSaysWhere() throws IOException {
    write("good", "sum", "", new float[] {1, 2}, "[]");
    write("wrong", "sum", "", new float[] {1, 2.5f}, "[]");
    List<String> lines = new ArrayList<>();
    GoldenReport report = run(lines, (golden, computed) -> computed.put("y", new float[] {1, 2}));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches("PASS +good +0\\.00e\\+00 +1\\.00e-03 +y.*");
    assertThat(lines.get(1))
        .startsWith("FAIL")
        .contains("wrong", "5.00e-01", "y[1]: got 2.00000000, expected 2.50000000");
    assertThat(lines.get(2)).isEqualTo("1 passed, 1 failed, 0 skipped, 0 quirks");
    assertThat(report.exitCode()).isEqualTo(ExitCode.FAILURE);
  }

  @Test
  void skipsWhatNoCheckCovers() throws IOException {
    write("later", "encoder/unheard_of", "", new float[] {1}, "[]");
    List<String> lines = new ArrayList<>();
    GoldenReport report = run(lines, (golden, computed) -> {});
    assertThat(lines.get(0))
        .startsWith("SKIP")
        .contains("no golden check or mapping covers encoder/unheard_of");
    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void anExceptionOrABrokenCaseFailsThatCaseAlone() throws IOException {
    Files.createDirectories(folder.resolve("a_broken"));
    Files.writeString(folder.resolve("a_broken/case.json"), "{\"id\": ");
    write("b_throws", "sum", "", new float[] {1}, "[]");
    write("c_good", "sum", "", new float[] {1}, "[]");
    List<String> lines = new ArrayList<>();
    run(
        lines,
        (golden, computed) -> {
          if (golden.id().equals("b_throws")) {
            throw new IllegalStateException("no such thing\nsecond line");
          }
          computed.put("y", new float[] {1});
        });
    assertThat(lines.get(0)).startsWith("FAIL").contains("a_broken");
    assertThat(lines.get(1))
        .startsWith("FAIL")
        .contains("b_throws", "IllegalStateException: no such thing; second line");
    assertThat(lines.get(2)).startsWith("PASS");
    assertThat(lines.get(3)).isEqualTo("1 passed, 2 failed, 0 skipped, 0 quirks");
  }

  @Test
  void anArrayThatNobodyComputesIsAFailure() throws IOException {
    write("unanswered", "sum", "", new float[] {1}, "[]");
    List<String> lines = new ArrayList<>();
    run(lines, (golden, computed) -> {});
    assertThat(lines.get(0)).startsWith("FAIL").contains("y: no check computes this array");
  }

  @Test
  void aQuirkNeedsACaseThatSpeaksOfAFaultOfTheOriginal() throws IOException {
    write("a_fault", "sum", "", new float[] {1}, "[\"PEER BUG: adds wrongly\"]");
    write("b_shown", "sum", "wrong sum; do not copy", new float[] {9}, "[]");
    write("c_plain", "sum", "", new float[] {1}, "[]");
    List<String> lines = new ArrayList<>();
    GoldenReport report =
        run(
            lines,
            (golden, computed) -> {
              computed.put("y", new float[] {1});
              computed.insteadOfBug("we add rightly");
            });
    assertThat(lines.get(0)).startsWith("QUIRK").endsWith("we add rightly");
    assertThat(lines.get(1)).startsWith("QUIRK").endsWith("we add rightly");
    assertThat(lines.get(2)).startsWith("FAIL").contains("declares no fault");
    assertThat(report.count(GoldenStatus.QUIRK)).isEqualTo(2);
  }

  @Test
  void aFaultThatIsNotCopiedDoesNotExcuseTheRest() throws IOException {
    write("fault", "sum", "", new float[] {2}, "[\"PEER BUG: adds wrongly\"]");
    List<String> lines = new ArrayList<>();
    run(
        lines,
        (golden, computed) -> {
          computed.put("y", new float[] {1});
          computed.insteadOfBug("we add rightly");
        });
    assertThat(lines.get(0)).startsWith("FAIL");
  }

  @Test
  void aKeyThatNoCheckReadsIsNamedAndTheCaseDoesNotPass() throws IOException {
    write("a_read", "sum", "", new float[] {1}, "[]");
    configure("a_read", "{\"scale\": 1, \"note\": \"for people\", \"list\": [{\"a\": 1}]}");
    write("b_unread", "sum", "", new float[] {1}, "[]");
    configure("b_unread", "{\"scale\": 1, \"bias\": true, \"list\": [{\"a\": 1, \"b\": 2}]}");
    write("c_wrong", "sum", "", new float[] {3}, "[]");
    configure("c_wrong", "{\"scale\": 1, \"bias\": true}");
    write("d_nothing", "sum", "", new float[] {1}, "[]");
    configure("d_nothing", "{\"bias\": null, \"list\": []}");
    List<String> lines = new ArrayList<>();
    run(
        lines,
        (golden, computed) -> {
          golden.config().path("scale").asInt();
          golden.config().path("list").forEach(item -> item.path("a").asInt());
          computed.put("y", new float[] {1});
        });
    assertThat(lines.get(0)).startsWith("PASS");
    assertThat(lines.get(1))
        .startsWith("SKIP")
        .endsWith("its check does not know config.bias, config.list.b");
    assertThat(lines.get(2))
        .startsWith("FAIL")
        .contains("its check does not know config.bias; y[0]: got 1.0");
    assertThat(lines.get(3)).startsWith("PASS");
  }

  @Test
  void refusesAFolderWithoutCases() {
    assertThatThrownBy(() -> run(new ArrayList<>(), (golden, computed) -> {}))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NoGoldenCases]")
        .hasMessageContaining(folder.toString());
  }

  private GoldenReport run(List<String> lines, BiConsumer<GoldenCase, ComputedArrays> sum) {
    GoldenCheck check =
        new GoldenCheck() {
          @Override
          public boolean covers(GoldenCase golden, ComponentFactories components) {
            return golden.component().equals("sum");
          }

          @Override
          public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
            sum.accept(golden, computed);
          }
        };
    return new GoldenRunner(List.of(check), NONE, getClass().getClassLoader(), Device.cpu())
        .run(folder, golden -> true, lines::add);
  }

  private void configure(String id, String config) throws IOException {
    Path file = folder.resolve(id).resolve("case.json");
    String text = Files.readString(file).replace("\"config\": {}", "\"config\": " + config);
    Files.writeString(file, text);
  }

  private void write(String id, String component, String what, float[] y, String notes)
      throws IOException {
    Path own = Files.createDirectories(folder.resolve(id));
    Files.writeString(
        own.resolve("case.json"),
        String.format(
            Locale.ROOT,
            """
            {"id": "%s", "component": "%s", "config": {}, "inputs": [], "weights": null,
             "expected": [{"file": "y.npy", "shape": [%d], "dtype": "float32", "name": "y",
                           "what": "%s", "tolerance": {"atol": 0.001, "rtol": 0}}],
             "notes": %s}
            """,
            id,
            component,
            y.length,
            what,
            notes));
    Files.write(own.resolve("y.npy"), npy(y));
  }

  /** A version 1 .npy file of little-endian float32. */
  private static byte[] npy(float[] values) {
    String header =
        String.format(
            Locale.ROOT,
            "{'descr': '<f4', 'fortran_order': False, 'shape': (%d,), }",
            values.length);
    String padded = header + " ".repeat((64 - (10 + header.length() + 1) % 64) % 64) + "\n";
    ByteBuffer file =
        ByteBuffer.allocate(10 + padded.length() + 4 * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file.putShort((short) padded.length());
    file.put(padded.getBytes(StandardCharsets.US_ASCII));
    for (float value : values) {
      file.putFloat(value);
    }
    return file.array();
  }
}
