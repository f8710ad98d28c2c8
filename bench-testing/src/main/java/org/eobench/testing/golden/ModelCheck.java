package org.eobench.testing.golden;

import java.util.List;

/**
 * Cases of encoders, of decoders and of both together, run as the mapping beside the component
 * says.
 */
final class ModelCheck implements GoldenCheck {
  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().startsWith("encoder/") || golden.component().startsWith("decoder/");
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    MappedModel model =
        new MappedModel(golden, golden.component(), List.of(golden.config()), bench);
    GoldenMapping mapping = model.mapping();
    answers.defaultTolerance(mapping.tolerance());
    if (mapping.decoder() == null) {
      new EncoderRun(golden, model, bench).run(answers);
    } else if (mapping.encoder() == null) {
      new DecoderRun(golden, model, bench).run(answers);
    } else {
      new WholeModelRun(golden, model, bench).run(answers);
    }
    model.differences().forEach(answers::difference);
  }
}
