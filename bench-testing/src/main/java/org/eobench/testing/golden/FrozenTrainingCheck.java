package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.criterion.Criterion;
import org.eobench.core.criterion.CriterionContext;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.model.EoModel;
import org.eobench.core.optim.LrSchedule;
import org.eobench.core.optim.Optimizer;

/**
 * Cases of whole small trainings: a frozen encoder, a decoder that learns, with every loss, every
 * evaluation and the final weights recorded.
 */
final class FrozenTrainingCheck implements GoldenCheck {
  private static final String DOFA = "dofa";
  private static final Set<String> DECODERS = Set.of("seg_upernet", "seg_linear");

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    JsonNode config = golden.config();
    return golden.component().equals("training/frozen")
        && config.at("/encoder/type").asText().equals(DOFA)
        && DECODERS.contains(config.at("/decoder/type").asText())
        && components.encoders().containsKey(DOFA)
        && components.decoders().keySet().containsAll(List.of("upernet", "linear"));
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    JsonNode config = golden.config();
    JsonNode inputBands = config.path("input_bands");
    Encoder encoder = DofaCheck.encoder(config.path("encoder"), inputBands, bench);
    int classes = config.at("/decoder/num_classes").asInt();
    DecoderContext context = new DecoderContext(bench.ops(), encoder.spec(), classes, 1);
    JsonNode recorded = config.path("decoder");
    Decoder decoder =
        recorded.path("type").asText().equals("seg_linear")
            ? LinearDecoderCheck.decoder(recorded, context, bench)
            : UperNetCheck.decoder(recorded, context, bench);
    JsonNode weights = golden.weights();
    GoldenWeights.fill(
        golden,
        weights.path("encoder"),
        encoder.tensors(),
        encoder.checkpointLayout(),
        bench.manager());
    GoldenWeights.fill(
        golden,
        weights.path("decoder"),
        decoder.tensors(),
        LinearDecoderCheck.LAYOUT.stripping("model."),
        bench.manager());
    encoder.setTrainable(false);

    RecordedTiles tiles = RecordedTiles.of(golden, encoder.spec(), classes, bench);
    answers.put("preprocessed", tiles.all());
    Optimizer optimizer =
        OptimizerCheck.optimizer(
            registryKey(config.at("/optimizer/_target_").asText()),
            config.path("optimizer"),
            decoder.tensors(),
            bench);
    JsonNode scheduled = config.path("lr_scheduler");
    LrSchedule schedule =
        ScheduleCheck.schedule("multi_step_lr", scheduled, optimizer.learningRate(), bench);
    Criterion criterion =
        Build.component(
            Workbench.known(bench.components().criteria(), "cross_entropy"),
            Build.config(),
            new CriterionContext(bench.ops(), classes, RecordedTiles.IGNORED, List.of()));
    EoModel model = new EoModel(encoder, decoder);
    answers.put("lr", ScheduleCheck.rates(schedule, config.path("steps").asInt()));
    new RecordedTraining(model, tiles, criterion, optimizer, schedule, bench).run(config, answers);
    answers.putTensors("final_params", all(decoder));
    answers.putTensors("final_buffers", DecoderRun.buffers(decoder.tensors()));
  }

  /** {@code torch.optim.AdamW} is registered here as {@code adamw}. */
  private static String registryKey(String pythonClass) {
    return pythonClass.substring(pythonClass.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static Map<String, float[]> all(Decoder decoder) {
    Map<String, float[]> all = new LinkedHashMap<>();
    decoder
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!tensor.isBuffer()) {
                all.put(name, tensor.array().toFloatArray());
              }
            });
    return all;
  }
}
