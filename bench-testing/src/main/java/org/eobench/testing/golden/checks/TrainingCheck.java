package org.eobench.testing.golden.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.criterion.Criterion;
import org.eobench.core.criterion.CriterionContext;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.loader.Batch;
import org.eobench.core.model.EoModel;
import org.eobench.core.model.FineTuning;
import org.eobench.core.model.Finetune;
import org.eobench.core.nn.Parameter;
import org.eobench.core.optim.Optimizer;
import org.eobench.core.schedule.LrSchedule;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentBuilder;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.model.GoldenWeights;
import org.eobench.testing.golden.model.MappedModel;
import org.eobench.testing.golden.model.TensorNames;

/**
 * Cases of whole small trainings: a decoder is trained on an encoder that is frozen or trained.
 * Every loss, every evaluation and the final weights are recorded.
 */
final class TrainingCheck implements GoldenCheck {
  private static final String FINETUNE = "training/finetune";
  private static final Set<String> COMPONENTS = Set.of("training/frozen", FINETUNE);

  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return COMPONENTS.contains(golden.component());
  }

  /**
   * The encoder or decoder of a training, by the mapping of its recorded type. Keys come from the
   * part, or if missing there, from the whole config.
   */
  private static MappedModel part(GoldenCase golden, String part, CheckContext context) {
    JsonNode recorded = golden.config().path(part);
    String component = "training/" + part + "/" + recorded.path("type").asText();
    return new MappedModel(golden, component, List.of(recorded, golden.config()), context);
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    JsonNode config = golden.config();
    boolean finetune = golden.component().equals(FINETUNE);
    MappedModel encoderPart = part(golden, "encoder", context);
    MappedModel decoderPart = part(golden, "decoder", context);
    Encoder encoder = encoderPart.encoder(context.ops());
    int classes = config.at("/decoder/num_classes").asInt();
    Decoder decoder = decoderPart.decoder(encoder.spec(), 1);
    JsonNode weights = golden.weights();
    GoldenWeights.fill(
        golden,
        weights.path("encoder"),
        TensorNames.same(encoder.tensors()),
        encoder.checkpointLayout(),
        context.manager());
    TensorNames decoderTensors = TensorNames.same(decoder.tensors());
    GoldenWeights.fill(
        golden,
        weights.path("decoder"),
        decoderTensors,
        decoderPart.decoderLayout(),
        context.manager());
    EoModel model = new EoModel(encoder, decoder);
    // The original switches a frozen encoder to training mode as well.
    FineTuning fineTuning =
        new FineTuning(finetune ? Finetune.FULL : Finetune.NONE, FrozenMode.TRAIN);
    fineTuning.freeze(model);
    Map<String, Parameter> trained = FineTuning.trained(model);

    RecordedTiles tiles = new RecordedTiles(golden, classes);
    Batch all = tiles.all(encoder.spec(), context);
    computed.put("preprocessed", all.images().values().iterator().next().data());
    Optimizer optimizer =
        OptimizerCheck.optimizer(
            registryKey(config.at("/optimizer/_target_").asText()),
            config.path("optimizer"),
            trained,
            context);
    JsonNode scheduled = config.path("lr_scheduler");
    LrSchedule schedule =
        ScheduleCheck.schedule("multi_step_lr", scheduled, optimizer.learningRate(), context);
    Criterion criterion =
        ComponentBuilder.component(
            CheckContext.known(context.components().criteria(), "cross_entropy"),
            ComponentBuilder.config(),
            new CriterionContext(context.ops(), classes, RecordedTiles.IGNORED, List.of()));
    computed.put("lr", ScheduleCheck.rates(schedule, config.path("steps").asInt()));
    RecordedTraining training = new RecordedTraining(model, tiles, fineTuning, context);
    try (ScratchFolder scratch = new ScratchFolder()) {
      training.run(config, criterion, optimizer, schedule, scratch.path(), computed);
    }
    computed.put("final_logits", training.logits());
    computed.putTensors("final_params", values(trained));
    encoderPart.differences().forEach(computed::difference);
    decoderPart.differences().forEach(computed::difference);
    computed.putTensors("final_buffers", decoderTensors.buffers());
  }

  /** The registry key of an optimizer such as {@code torch.optim.AdamW}, here {@code adamw}. */
  private static String registryKey(String pythonClass) {
    return pythonClass.substring(pythonClass.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static Map<String, float[]> values(Map<String, Parameter> tensors) {
    Map<String, float[]> values = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> values.put(name, tensor.array().toFloatArray()));
    return values;
  }
}
