package org.eobench.core.io.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZeroDirectoryTest {
  @TempDir Path folder;

  private static List<Map<String, int[]>> groups() {
    Map<String, int[]> weights = new LinkedHashMap<>();
    weights.put("a.weight", new int[] {3, 4});
    weights.put("b.weight", new int[] {2, 5});
    weights.put("scale", new int[] {});
    return List.of(weights, Map.of("a.bias", new int[] {3}));
  }

  /** With five ranks, a parameter lies in several partitions, and one partition holds padding. */
  @ParameterizedTest
  @CsvSource({"1, ''", "2, ''", "3, bf16_", "5, bf16_"})
  void a5PutsThePartitionsOfDeepSpeedTogether(int ranks, String begin) {
    new ZeroSample(groups(), ranks, begin).write(folder);
    try (TensorFile file = TensorFile.open(folder)) {
      assertThat(file.format()).isEqualTo(TensorFormat.DEEPSPEED_ZERO);
      assertThat(file.tensors().stream().map(TensorInfo::toString))
          .containsExactly(
              "a.weight F32[3, 4]",
              "b.weight F32[2, 5]",
              "scale F32[]",
              "a.bias F32[3]",
              "tied F32[3, 4]",
              "norm.mean F32[2]",
              "stem F32[1]");
      assertThat(file.floats("a.weight")).containsExactly(ZeroSample.values(0, 0, 12));
      assertThat(file.floats("b.weight")).containsExactly(ZeroSample.values(0, 12, 10));
      assertThat(file.floats("scale")).containsExactly(23);
      assertThat(file.floats("a.bias")).containsExactly(1001, 1002, 1003);
      assertThat(file.floats("tied")).isEqualTo(file.floats("a.weight"));
      assertThat(file.floats("norm.mean")).containsExactly(7, 8);
      assertThat(file.floats("stem")).containsExactly(9);
    }
  }

  @Test
  void followsTheFileLatest() throws IOException {
    new ZeroSample(groups(), 2, "").write(folder.resolve("global_step7"));
    Files.writeString(folder.resolve("latest"), "global_step7\n");
    try (TensorFile file = TensorFile.open(folder)) {
      assertThat(file.path()).isEqualTo(folder);
      assertThat(file.tensors()).hasSize(7);
    }
    Files.writeString(folder.resolve("latest"), "../global_step7");
    refuses("the file latest names no folder beside it");
  }

  @Test
  void namesAPartitionThatIsMissingInTheMiddle() throws IOException {
    new ZeroSample(groups(), 3, "bf16_").write(folder);
    Files.delete(folder.resolve("bf16_zero_pp_rank_1_mp_rank_00_optim_states.pt"));
    refuses(
        "partition 1 of 3 (counted from 0) is missing",
        "zero_pp_rank_1_mp_rank_00_optim_states.pt",
        "copy the files of all 3 ranks");
  }

  @Test
  void namesAPartitionThatIsMissingAtTheEnd() throws IOException {
    new ZeroSample(groups(), 3, "").write(folder);
    Files.delete(folder.resolve("zero_pp_rank_2_mp_rank_00_optim_states.pt"));
    refuses("partition 2 of 3 (counted from 0) is missing");
  }

  @Test
  void refusesFilesThatDoNotBelongTogether() {
    new ZeroSample(groups(), 2, "").write(folder);
    new ZeroSample(List.of(groups().get(0)), 2, "").write(folder.resolve("other"));
    swap("mp_rank_00_model_states.pt");
    refuses("1 groups of names for 2 of values");
  }

  @Test
  void refusesMoreNamesThanValues() {
    new ZeroSample(List.of(Map.of("w", new int[] {4})), 2, "").write(folder);
    new ZeroSample(List.of(Map.of("w", new int[] {9})), 2, "").write(folder.resolve("other"));
    swap("mp_rank_00_model_states.pt");
    refuses("9 values of w, of which 4 are there");
  }

  @Test
  void refusesFewerNamesThanValues() {
    new ZeroSample(List.of(Map.of("w", new int[] {40})), 2, "").write(folder);
    new ZeroSample(List.of(Map.of("w", new int[] {4})), 2, "").write(folder.resolve("other"));
    swap("mp_rank_00_model_states.pt");
    refuses("names for 4 of 40 values of a group");
  }

  @Test
  void refusesFoldersWithoutACheckpoint() throws IOException {
    refuses("the folder has no partition of a DeepSpeed ZeRO checkpoint", "zero_to_fp32.py");
    new ZeroSample(groups(), 1, "").write(folder);
    Files.delete(folder.resolve("mp_rank_00_model_states.pt"));
    refuses("the checkpoint lacks mp_rank_00_model_states.pt");
  }

  private void swap(String name) {
    try {
      Files.copy(
          folder.resolve("other").resolve(name),
          folder.resolve(name),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void refuses(String... parts) {
    assertThatThrownBy(() -> TensorFile.open(folder).close())
        .isInstanceOf(BenchException.class)
        .satisfies(thrown -> assertThat(thrown.getMessage()).contains(parts));
  }
}
