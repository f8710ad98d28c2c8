package org.eobench.core.io.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eobench.core.testing.SharedFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real trained weights: every tensor has the values that PyTorch read out of the file. */
class SharedWeightsTest {

  @ParameterizedTest
  @ValueSource(strings = {"weights/galileo_nano/encoder.pt", "weights/presto/default_model.pt"})
  void readsEveryValueOfRealWeights(String name) throws IOException {
    Path path = SharedFiles.require("data/" + name);
    JsonNode reference =
        new ObjectMapper()
            .readTree(SharedFiles.require("data/REFERENCE_STATS.json").toFile())
            .path(name);
    try (TensorFile file = TensorFile.open(path)) {
      assertThat(file.tensors()).hasSize(reference.path("n_tensors").asInt()).isNotEmpty();
      assertThat(reference.path("tensors").size()).isEqualTo(file.tensors().size());
      long values = 0;
      for (TensorInfo info : file.tensors()) {
        JsonNode expected = reference.path("tensors").path(info.name());
        assertThat(new ObjectMapper().convertValue(expected.path("shape"), long[].class))
            .as(info.name())
            .isEqualTo(info.shape());
        assertThat(expected.path("dtype").asText()).isEqualTo("torch.float32");
        assertThat(info.dtype()).isEqualTo(TensorType.F32);
        float[] decoded = file.floats(info.name());
        assertThat(sha256(decoded)).as(info.name()).isEqualTo(expected.path("sha256_le").asText());
        TensorStats stats = file.stats(info.name());
        double mean = expected.path("mean").asDouble();
        assertThat(stats.sum())
            .as("sum of " + info.name())
            .isCloseTo(mean * decoded.length, within(1e-9 * decoded.length));
        assertThat(stats.mean()).isCloseTo(mean, within(1e-9));
        values += decoded.length;
      }
      assertThat(values).isEqualTo(reference.path("n_params").asLong());
    }
  }

  private static String sha256(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
