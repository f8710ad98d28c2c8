package org.eobench.core.run;

import ai.djl.Device;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.features.EncoderIdentity;
import org.eobench.core.features.store.FeatureKey;
import org.eobench.core.nn.torch.TorchThreads;
import org.eobench.core.provenance.Environment;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.run.device.Devices;
import org.eobench.core.run.device.Tf32;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.Plan;

/**
 * What the features of an encoder depend on besides its input.
 *
 * @param identity key of the facts and of the encoder's weights
 * @param about the facts as JSON, for people
 */
record EncoderFacts(FeatureKey identity, String about) {
  /** Keys that say where the weights are and not what they are; their tensors count. */
  private static final List<String> PLACES =
      List.of("encoder_weights", "weights_prefix", "download_url", "card", "frozen_mode");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  static EncoderFacts of(Plan plan, RunSetup setup) {
    Encoder encoder = setup.model().encoder();
    DatasetSpec data = setup.dataset().spec();
    Device device = setup.ops().manager().getDevice();
    Environment machine = Devices.environment(device);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("encoder", plan.encoder().target());
    facts.put("config", json(config(plan)));
    facts.put("bands", data.bands().toString());
    facts.put("dates", String.valueOf(data.frames()));
    facts.put("precision", setup.ops().precision().name());
    facts.put("device", machine.device() + (device.isGpu() && Tf32.isOn() ? " with TF32" : ""));
    facts.put("cpu", machine.cpu() + ", " + machine.arch() + ", " + ByteOrder.nativeOrder());
    facts.put("threads", String.valueOf(TorchThreads.current().intraOp()));
    facts.put("engine", machine.engine() + ", DJL " + machine.djl());
    facts.put("dtype", plan.config().storedType().key());
    facts.put("code", code(plan.encoder().config().getClass(), encoder.getClass()));
    // A TorchScript file also holds what is computed, which no tensor shows.
    facts.put("weights", Objects.requireNonNullElse(setup.weightsSha256(), "random"));
    return new EncoderFacts(EncoderIdentity.of(encoder, facts), json(facts));
  }

  private static Map<String, Object> config(Plan plan) {
    Map<String, Object> config = new TreeMap<>();
    if (Fingerprint.plain(plan.config().encoder()) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> config.put(String.valueOf(key), String.valueOf(value)));
    }
    PLACES.forEach(config::remove);
    return config;
  }

  /** The classes of the encoder, and the jar of a plug-in that they come from. */
  private static String code(Class<?>... classes) {
    StringBuilder code = new StringBuilder();
    for (Class<?> type : classes) {
      code.append(type.getName()).append(' ').append(jar(type)).append(' ');
    }
    return code.toString().strip();
  }

  /** Empty for the program's own jar and for folders of classes. */
  private static String jar(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    CodeSource own = EncoderFacts.class.getProtectionDomain().getCodeSource();
    if (source == null || own == null || source.getLocation() == null) {
      return "";
    }
    URL location = source.getLocation();
    try {
      Path file = Path.of(location.toURI());
      boolean foreign = !location.toURI().equals(own.getLocation().toURI());
      return foreign && Files.isRegularFile(file) ? FileHash.sha256(file) : "";
    } catch (URISyntaxException | IllegalArgumentException noFile) {
      return location.toString();
    }
  }

  private static String json(Map<String, ?> map) {
    try {
      return JSON.writeValueAsString(map);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts only", e);
    }
  }
}
