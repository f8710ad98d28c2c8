package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eobench.core.encoder.Encoder;

/** Cases of the U-Net encoder, whose maps Pangaea counts from the deepest. */
final class UNetEncoderCheck implements GoldenCheck {
  private static final String KEY = "unet_encoder";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("encoder/unet") && components.encoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    JsonNode recorded = golden.config();
    ObjectNode config = Build.config();
    config.putNull("encoder_weights").putNull("download_url");
    config.put("frozen_mode", "train").put("time_merging", false);
    Build.copy(recorded, config, "input_size", "input_bands", "topology");
    Encoder encoder =
        Build.component(
            Workbench.known(bench.components().encoders(), KEY),
            config,
            EncoderRun.context(recorded.path("input_bands"), bench));
    int deepest = encoder.spec().levels().size() - 1;
    Answers own = new Answers();
    EncoderRun.run(golden, encoder, bench, own);
    answers.putAll(own, name -> fromDeepest("layer", name, deepest));
    if (golden.expects("train_layer0")) {
      encoder.setTraining(true);
      Answers training = new Answers();
      EncoderRun.maps(golden, encoder, bench, training);
      answers.putAll(training, name -> "train_" + fromDeepest("layer", name, deepest));
      answers.putTensors("train_buffers", DecoderRun.buffers(encoder.tensors()));
    }
  }

  private static String fromDeepest(String prefix, String name, int deepest) {
    return name.startsWith(prefix)
        ? prefix + (deepest - Integer.parseInt(name.substring(prefix.length())))
        : name;
  }
}
