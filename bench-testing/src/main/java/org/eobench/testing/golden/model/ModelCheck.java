package org.eobench.testing.golden.model;

import java.util.List;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;

/**
 * Cases of encoders, of decoders and of both together, run as described by the mapping of the
 * component.
 */
public final class ModelCheck implements GoldenCheck {
  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().startsWith("encoder/") || golden.component().startsWith("decoder/");
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    MappedModel model =
        new MappedModel(golden, golden.component(), List.of(golden.config()), context);
    GoldenMapping mapping = model.mapping();
    computed.defaultTolerance(mapping.tolerance());
    if (mapping.decoder() == null) {
      new EncoderRun(golden, model, context).run(computed);
    } else if (mapping.encoder() == null) {
      new DecoderRun(golden, model, context).run(computed);
    } else {
      new WholeModelRun(golden, model, context).run(computed);
    }
    model.differences().forEach(computed::difference);
  }
}
