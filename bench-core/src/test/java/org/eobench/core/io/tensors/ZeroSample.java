package org.eobench.core.io.tensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the files of a DeepSpeed ZeRO checkpoint of stage 2: the values of each group of
 * parameters one after the other, padded to a multiple of twice the number of ranks, and cut into
 * equal partitions.
 */
final class ZeroSample {
  private final List<Map<String, int[]>> groups;
  private final int ranks;
  private final String begin;

  /**
   * @param groups shapes of the parameters of each group, by name
   * @param begin {@code bf16_} or nothing
   */
  ZeroSample(List<Map<String, int[]>> groups, int ranks, String begin) {
    this.groups = groups;
    this.ranks = ranks;
    this.begin = begin;
  }

  /** The parameters' values count up from 1; those of group g begin at 1000·g. */
  static float[] values(int group, int from, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 1000 * group + from + i + 1;
    }
    return values;
  }

  /**
   * Writes the files; the buffer {@code norm.mean} and the frozen {@code stem} are in the model.
   */
  void write(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    PickleSample.zip(
        folder.resolve("mp_rank_00_model_states.pt"),
        model(),
        Map.of("0", bytes(new float[] {7, 8}), "1", bytes(new float[] {9})));
    for (int rank = 0; rank < ranks; rank++) {
      String name = begin + "zero_pp_rank_" + rank + "_mp_rank_00_optim_states.pt";
      Map<String, byte[]> storages = new LinkedHashMap<>();
      byte[] pickle = partition(rank, storages);
      PickleSample.zip(folder.resolve(name), pickle, storages);
    }
  }

  private byte[] model() {
    PickleSample pickle = new PickleSample().raw('}').mark();
    pickle.text("module").global("collections", "OrderedDict").raw(')', 'R').mark();
    pickle.text("norm.mean").tensor("FloatStorage", "0", 2, 0, new int[] {2}, new int[] {1});
    pickle.text("stem").tensor("FloatStorage", "1", 1, 0, new int[] {1}, new int[] {1});
    pickle.raw('u');
    pickle.text("param_shapes").raw(']').mark();
    for (Map<String, int[]> group : groups) {
      pickle.global("collections", "OrderedDict").raw(')', 'R').mark();
      group.forEach(
          (name, shape) ->
              pickle.text(name).global("torch", "Size").mark().numbers(shape).tuple().raw('R'));
      pickle.raw('u');
    }
    pickle.raw('e');
    pickle.text("shared_params").raw('}').mark().text("tied").text("a.weight").raw('u');
    return pickle.raw('u').end();
  }

  private byte[] partition(int rank, Map<String, byte[]> storages) {
    PickleSample pickle = new PickleSample().raw('}').mark();
    pickle.text("optimizer_state_dict").raw('}').mark();
    pickle
        .text("loss_scaler")
        .global("deepspeed.runtime.fp16.loss_scaler", "LossScaler")
        .raw(')', 0x81, '}')
        .raw('b');
    pickle.text("partition_count").raw(']').mark();
    groups.forEach(group -> pickle.number(ranks));
    pickle.raw('e');
    pickle.text("single_partition_of_fp32_groups").raw(']').mark();
    for (int group = 0; group < groups.size(); group++) {
      float[] own = own(group, rank);
      String key = String.valueOf(group);
      storages.put(key, bytes(own));
      pickle.tensor("FloatStorage", key, own.length, 0, new int[] {own.length}, new int[] {1});
    }
    return pickle.raw('e', 'u', 'u').end();
  }

  private float[] own(int group, int rank) {
    int count = 0;
    for (int[] shape : groups.get(group).values()) {
      count += Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }
    int step = 2 * ranks;
    int padded = (count + step - 1) / step * step;
    float[] flat = Arrays.copyOf(values(group, 0, count), padded);
    return Arrays.copyOfRange(flat, rank * padded / ranks, (rank + 1) * padded / ranks);
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
