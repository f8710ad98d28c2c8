package org.eobench.testing.golden.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.Parameter;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;

/**
 * A case of an encoder with its decoder, from recorded images to logits, in evaluation and in
 * training mode, with gradients. The case names the encoder's tensors {@code encoder.…}.
 */
final class WholeModelRun {
  private static final String INPUT_GRADIENT = "grad_";

  private final GoldenCase golden;
  private final MappedModel model;
  private final CheckContext context;
  private final Encoder encoder;
  private final Decoder decoder;
  private final TensorNames tensors;

  WholeModelRun(GoldenCase golden, MappedModel model, CheckContext context) {
    this.golden = golden;
    this.model = model;
    this.context = context;
    encoder = model.encoder(context.ops());
    decoder = model.decoder(encoder.spec(), 1);
    Map<String, Parameter> all = new LinkedHashMap<>();
    encoder.tensors().forEach((name, tensor) -> all.put("encoder." + name, tensor));
    all.putAll(decoder.tensors());
    tensors = TensorNames.same(all);
  }

  void run(ComputedArrays computed) {
    GoldenWeights.fill(
        golden,
        golden.weights(),
        tensors,
        model.ignoringAliases(CheckpointLayout.exact()),
        context.manager());
    try (NDManager step = context.manager().newSubManager()) {
      computed.put("eval", forward(model.input(golden, step)));
    }
    if (golden.expects("train")) {
      encoder.setTraining(true);
      decoder.setTraining(true);
      train(computed);
    }
  }

  private void train(ComputedArrays computed) {
    try (NDManager step = context.manager().newSubManager()) {
      EncoderInput input = model.input(golden, step);
      input.images().values().forEach(image -> image.setRequiresGradient(true));
      Gradients.back(
          () -> {
            NDArray output = forward(input);
            computed.put("train", output);
            return Gradients.meanSquare(output);
          });
      for (ExpectedArray expected : golden.expected()) {
        if (expected.name().equals("grad_params")) {
          computed.putTensors(expected.name(), Gradients.of(tensors, expected.rows()));
        } else if (expected.name().startsWith(INPUT_GRADIENT)) {
          String name = expected.name().substring(INPUT_GRADIENT.length());
          NDArray image = input.images().get(model.modality(name));
          if (image != null) {
            computed.put(expected.name(), Gradients.of(image));
          }
        }
      }
    }
    computed.putTensors("train_buffers", tensors.buffers());
  }

  private NDArray forward(EncoderInput input) {
    Shape image = input.images().values().iterator().next().getShape();
    int last = image.dimension() - 1;
    return decoder.decode(encoder.encode(input), (int) image.get(last - 1), (int) image.get(last));
  }
}
