package org.eobench.testing.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.Parameter;
import org.eobench.core.weights.CheckpointLayout;

/** Cases of a whole U-Net: recorded images go through encoder and decoder. */
final class UNetDecoderCheck implements GoldenCheck {
  private static final String ENCODER = "unet_encoder";
  private static final String DECODER = "unet";
  private static final String MODALITY = "optical";
  private static final String IMAGE = "image";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("decoder/seg_unet")
        && components.encoders().containsKey(ENCODER)
        && components.decoders().containsKey(DECODER);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    Recorded image = golden.input(IMAGE);
    Encoder encoder = encoder(golden.config(), (int) image.shape()[3], bench);
    DecoderContext context =
        new DecoderContext(
            bench.ops(), encoder.spec(), golden.config().path("num_classes").asInt(), 1);
    Decoder decoder =
        Build.component(
            Workbench.known(bench.components().decoders(), DECODER), Build.config(), context);
    Map<String, Parameter> tensors = new LinkedHashMap<>();
    encoder.tensors().forEach((name, tensor) -> tensors.put("encoder." + name, tensor));
    tensors.putAll(decoder.tensors());
    GoldenWeights.fill(
        golden, golden.weights(), tensors, CheckpointLayout.exact(), bench.manager());
    try (NDManager step = bench.manager().newSubManager()) {
      answers.put("eval", forward(encoder, decoder, array(image, step)).toFloatArray());
    }
    if (golden.expects("train")) {
      encoder.setTraining(true);
      decoder.setTraining(true);
      train(golden, encoder, decoder, tensors, bench, answers);
    }
  }

  private static void train(
      GoldenCase golden,
      Encoder encoder,
      Decoder decoder,
      Map<String, Parameter> tensors,
      Workbench bench,
      Answers answers) {
    try (NDManager step = bench.manager().newSubManager()) {
      NDArray image = array(golden.input(IMAGE), step);
      image.setRequiresGradient(true);
      Gradients.back(
          () -> {
            NDArray output = forward(encoder, decoder, image);
            answers.put("train", output.toFloatArray());
            return Gradients.meanSquare(output);
          });
      answers.put("grad_image", Gradients.of(image));
      for (ExpectedArray expected : golden.expected()) {
        if (expected.name().equals("grad_params")) {
          answers.putTensors(expected.name(), Gradients.of(tensors, expected.rows()));
        }
      }
    }
    answers.putTensors("train_buffers", DecoderRun.buffers(tensors));
  }

  private static Encoder encoder(JsonNode recorded, int side, Workbench bench) {
    ObjectNode config = Build.config();
    config.putNull("encoder_weights").putNull("download_url");
    config.put("frozen_mode", "train").put("time_merging", false).put("input_size", side);
    ObjectNode bands = Build.config();
    for (int i = 0; i < recorded.path("bands").asInt(); i++) {
      bands.withArray(MODALITY).add("band" + i);
    }
    config.set("input_bands", bands);
    Build.copy(recorded, config, "topology");
    return Build.component(
        Workbench.known(bench.components().encoders(), ENCODER),
        config,
        EncoderRun.context(bands, bench));
  }

  private static NDArray array(Recorded image, NDManager manager) {
    return manager.create(image.floats(), new Shape(image.shape()));
  }

  private static NDArray forward(Encoder encoder, Decoder decoder, NDArray image) {
    Shape shape = image.getShape();
    return decoder.decode(
        encoder.encode(EncoderInput.of(Map.of(MODALITY, image))),
        (int) shape.get(3),
        (int) shape.get(4));
  }
}
