package org.eobench.core.io.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.eobench.core.io.tensors.Npy;
import org.eobench.core.io.tensors.NpyArray;
import org.eobench.core.io.tensors.Npz;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.testing.SharedFiles;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Decodes every real raster and weight file of {@code shared/data} to its reference values. */
class SharedRastersTest {
  private static final String HASH = "sha256_c_order_little_endian";

  @TestFactory
  Stream<DynamicTest> decodesEveryFileToItsReference() throws IOException {
    Path folder = SharedFiles.require("data");
    JsonNode stats = new ObjectMapper().readTree(folder.resolve("REFERENCE_STATS.json").toFile());
    assertThat(stats.size()).isPositive();
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : stats.properties()) {
      Path file = folder.resolve(entry.getKey());
      tests.add(DynamicTest.dynamicTest(entry.getKey(), () -> compare(file, entry.getValue())));
    }
    return tests.stream();
  }

  private static void compare(Path file, JsonNode truth) {
    String name = file.toString();
    if (name.endsWith(".tif")) {
      compareTiff(file, truth);
    } else if (name.endsWith(".pt")) {
      compareWeights(file, truth);
    } else if (name.endsWith(".npz")) {
      Map<String, NpyArray> arrays = Npz.read(file);
      assertThat(arrays.keySet()).contains("img", "msk");
      truth
          .properties()
          .forEach(e -> compareArray(Objects.requireNonNull(arrays.get(e.getKey())), e.getValue()));
    } else {
      compareArray(Npy.read(file), truth);
    }
  }

  private static void compareTiff(Path file, JsonNode truth) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      GeoTiffInfo info = reader.info();
      double[] values = reader.readDoubles(IntStream.range(0, info.bands()).toArray(), info.all());
      String dtype = truth.get("dtype").asText();
      assertThat(info.type().key()).isEqualTo(dtype);
      assertThat(RasterHash.littleEndian(values, dtype)).isEqualTo(truth.get(HASH).asText());
      String crs = truth.get("crs").asText();
      // One file has a coordinate system of its own, without an EPSG code.
      if (crs.startsWith("EPSG:")) {
        assertThat("EPSG:" + info.epsg()).isEqualTo(crs);
      } else {
        assertThat(info.epsg()).isNull();
      }
      if (info.transform() != null) {
        assertThat(info.transform().c()).isEqualTo(truth.get("transform").get(2).asDouble());
        assertThat(info.transform().f()).isEqualTo(truth.get("transform").get(5).asDouble());
      }
    }
  }

  private static void compareArray(NpyArray array, JsonNode truth) {
    List<Integer> shape = new ArrayList<>();
    truth.get("shape").forEach(size -> shape.add(size.asInt()));
    assertThat(array.shape()).containsExactly(shape.stream().mapToLong(i -> i).toArray());
    assertThat(RasterHash.littleEndian(array.doubles(), truth.get("dtype").asText()))
        .isEqualTo(truth.get(HASH).asText());
  }

  private static void compareWeights(Path file, JsonNode truth) {
    try (TensorFile weights = TensorFile.open(file)) {
      assertThat(weights.tensors()).hasSize(truth.get("n_tensors").asInt());
      assertThat(weights.tensors().stream().mapToLong(TensorInfo::count).sum())
          .isEqualTo(truth.get("n_params").asLong());
      for (TensorInfo info : weights.tensors()) {
        JsonNode expected = truth.get("tensors").get(info.name());
        float[] values = weights.floats(info.name());
        double sum = 0;
        for (float value : values) {
          sum += value;
        }
        assertThat(sum / values.length)
            .isCloseTo(expected.get("mean").asDouble(), Offset.offset(1e-7));
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        assertThat(RasterHash.sha256(bytes.array())).isEqualTo(expected.get("sha256_le").asText());
      }
    }
  }
}
