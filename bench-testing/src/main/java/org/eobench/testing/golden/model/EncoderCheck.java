package org.eobench.testing.golden.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;

/**
 * Cases of an encoder that no mapping can describe, because they record other inputs than images by
 * modality: series of single pixels, or what differs from sample to sample and is the same for a
 * batch elsewhere. Its module names it in {@code META-INF/services}.
 *
 * @param <E> the encoder
 */
public abstract class EncoderCheck<E extends Encoder> implements GoldenCheck {
  private final String component;
  private final GoldenMapping options;

  /**
   * @param component such as {@code encoder/tessera_v2}
   * @param options recorded options that the encoder does not have: {@code requires} and {@code
   *     ignores} as in a mapping, as YAML
   */
  protected EncoderCheck(String component, String options) {
    this.component = component;
    this.options = Binder.bindText(options, getClass().getSimpleName(), GoldenMapping.class);
  }

  /** The encoder of a case, without values. */
  protected abstract E encoder(GoldenCase golden, CheckContext context);

  /**
   * Runs the encoder on the inputs of a case.
   *
   * @param computed gets what is recorded
   * @return the scalar whose gradients are recorded
   */
  protected abstract NDArray pass(
      GoldenCase golden, E encoder, NDManager manager, ComputedArrays computed);

  /** A context for data of which only the number of dates is known. */
  protected static EncoderContext context(CheckContext context, int frames) {
    return new EncoderContext(context.ops(), Map.of(), frames);
  }

  /** The mean over arrays of their mean squares. */
  protected static NDArray meanSquare(List<NDArray> arrays) {
    return arrays.stream()
        .map(Gradients::meanSquare)
        .reduce(NDArray::add)
        .orElseThrow()
        .div(arrays.size());
  }

  @Override
  public final boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().equals(component);
  }

  @Override
  public final void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    E encoder = encoder(golden, context);
    TensorNames names = new TensorNames(encoder.tensors(), "", encoder.checkpointLayout().rename());
    GoldenWeights.fill(
        golden, golden.weights(), names, encoder.checkpointLayout(), context.manager());
    List<ExpectedArray.Row> rows =
        golden.expected().stream().flatMap(array -> array.rows().stream()).toList();
    Gradients.require(names, rows);
    Gradients.back(() -> pass(golden, encoder, context.manager(), computed));
    Map<String, float[]> gradients = new LinkedHashMap<>(Gradients.of(names, rows));
    for (ExpectedArray.Row row : rows) {
      // The gradient of a tensor that we leave out must be recorded as zero.
      if (encoder.checkpointLayout().ignored().test(row.parameter())) {
        gradients.putIfAbsent(row.parameter(), new float[ExpectedArray.SAMPLES]);
      }
    }
    computed.putTensors("grad_params", gradients);
    new RecordedValues(golden, component, options, List.of(golden.config()))
        .differences()
        .forEach(computed::difference);
  }
}
