package org.eobench.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.bands.MissingBand;
import org.eobench.core.encoder.bands.MissingBands;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.preprocess.BandFilter;
import org.eobench.core.preprocess.BandPadding;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.StepContext;

/** Rules for images that an encoder does not expect. */
final class EncoderInputRules {
  private static final long SEED = 7;

  private final TorchOps ops;

  /**
   * @param ops operators for all encoders
   */
  EncoderInputRules(TorchOps ops) {
    this.ops = ops;
  }

  List<ContractRule<EncoderSubject>> all() {
    return List.of(
        new ContractRule<>("accepts or refuses other sizes", this::otherSizes),
        new ContractRule<>("accepts or refuses oblong images", this::oblong),
        new ContractRule<>("accepts images of unknown date and place", this::unknownAcquisition),
        new ContractRule<>("refuses an image without one of its bands", this::lackingBand),
        new ContractRule<>("refuses a missing modality", this::lackingModality),
        new ContractRule<>("goes without a band or refuses to", this::dropped),
        new ContractRule<>("gets all its bands from data that lack one", this::replaced));
  }

  private Probe<Encoder> probe(EncoderSubject subject) {
    return Probe.seeded(ops, subject::create, SEED);
  }

  private void otherSizes(EncoderSubject subject) {
    try (Probe<Encoder> probe = probe(subject)) {
      EncoderSpec spec = probe.module().spec();
      for (int size : new int[] {spec.inputSize() + 1, spec.inputSize() / 2 + 1, 1}) {
        try (NDManager step = probe.manager().newSubManager()) {
          FeatureMaps maps = probe.module().encode(NoiseInput.square(subject, spec, size, step));
          assertThat(maps.levels()).hasSameSizeAs(spec.levels());
        } catch (BenchException refused) {
          assertThat(refused).hasMessageContaining(String.valueOf(size));
        }
      }
    }
  }

  private void oblong(EncoderSubject subject) {
    try (Probe<Encoder> probe = probe(subject);
        NDManager step = probe.manager().newSubManager()) {
      EncoderSpec spec = probe.module().spec();
      int height = spec.inputSize();
      int width = 2 * spec.inputSize();
      EncoderInput input = EncoderInput.of(NoiseInput.images(subject, spec, height, width, step));
      try {
        FeatureMaps maps = probe.module().encode(input);
        for (int i = 0; i < spec.levels().size(); i++) {
          Shape map = maps.levels().get(i).getShape();
          int stride = spec.levels().get(i).stride();
          assertThat(map.get(map.dimension() - 2)).isEqualTo(height / stride);
          assertThat(map.get(map.dimension() - 1)).isEqualTo(width / stride);
        }
      } catch (BenchException refused) {
        assertThat(refused).hasMessageContaining(String.valueOf(width));
      }
    }
  }

  private void unknownAcquisition(EncoderSubject subject) {
    try (Probe<Encoder> probe = probe(subject)) {
      Encoder encoder = probe.module();
      EncoderSpec spec = encoder.spec();
      int size = spec.inputSize();
      List<float[]> maps =
          probe.run(
              step ->
                  encoder
                      .encode(EncoderInput.of(NoiseInput.images(subject, spec, size, size, step)))
                      .levels());
      maps.forEach(map -> assertThat(map).doesNotContain(Float.NaN));
    }
  }

  private void lackingBand(EncoderSubject subject) {
    try (Probe<Encoder> probe = probe(subject);
        NDManager step = probe.manager().newSubManager()) {
      Map<String, NDArray> images =
          new LinkedHashMap<>(NoiseInput.of(subject, probe.module().spec(), step).images());
      String modality = images.keySet().iterator().next();
      images.computeIfPresent(modality, (name, image) -> image.get(":, 1:"));
      List<String> bands = probe.module().spec().inputBands().getOrDefault(modality, List.of());
      assertThatThrownBy(() -> probe.module().encode(EncoderInput.of(images)))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining(modality)
          .hasMessageContaining(bands.get(0));
    }
  }

  /** Bands of data that lack the last band of the encoder's largest modality. */
  private Map<String, List<Band>> lackingOne(EncoderSubject subject) {
    Map<String, List<Band>> offered = new LinkedHashMap<>();
    try (Probe<Encoder> probe = Probe.empty(ops, subject::create)) {
      probe
          .module()
          .spec()
          .inputBands()
          .forEach(
              (modality, names) ->
                  offered.put(
                      modality, names.stream().map(name -> subject.band(modality, name)).toList()));
    }
    String largest =
        offered.entrySet().stream()
            .max(Comparator.comparingInt(entry -> entry.getValue().size()))
            .orElseThrow()
            .getKey();
    offered.computeIfPresent(
        largest, (modality, all) -> all.size() > 1 ? all.subList(0, all.size() - 1) : all);
    return offered;
  }

  private static Map<String, List<String>> names(Map<String, List<Band>> bands) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    bands.forEach((modality, all) -> names.put(modality, all.stream().map(Band::name).toList()));
    return names;
  }

  private void dropped(EncoderSubject subject) {
    Map<String, List<Band>> offered = lackingOne(subject);
    EncoderSubject dropping = subject.on(offered, MissingBand.DROP);
    if (!subject.acceptsFewerBands()) {
      assertThatThrownBy(() -> dropping.create(ops)).hasMessageContaining("missing_band=drop");
      return;
    }
    try (Probe<Encoder> probe = probe(dropping);
        NDManager step = probe.manager().newSubManager()) {
      EncoderSpec spec = probe.module().spec();
      assertThat(spec.inputBands()).isEqualTo(names(offered));
      FeatureMaps maps = probe.module().encode(NoiseInput.of(subject, spec, step));
      assertThat(maps.levels()).hasSameSizeAs(spec.levels());
      maps.levels().forEach(map -> assertThat(map.toFloatArray()).doesNotContain(Float.NaN));
    }
  }

  private void replaced(EncoderSubject subject) {
    Map<String, List<Band>> offered = lackingOne(subject);
    Map<String, ImageSpec.Modality> images = new LinkedHashMap<>();
    names(offered)
        .forEach(
            (modality, names) ->
                images.put(modality, new ImageSpec.Modality(names, BandStats.UNKNOWN, Set.of())));
    for (MissingBand rule : List.of(MissingBand.ZERO, MissingBand.NEAREST)) {
      try (Probe<Encoder> probe = Probe.empty(ops, subject.on(offered, rule)::create)) {
        EncoderSpec spec = probe.module().spec();
        Preprocessor chain =
            new Preprocessor(
                new StepContext(
                        new ImageSpec(images, 0, 0, -1, List.of()), spec, CropPosition.DRAWN)
                    .replacing(new MissingBands(rule, offered, spec.inputBands()).sources()),
                List.of(BandFilter::new, context -> new BandPadding(context, 0, false)));
        chain.requireFitForEncoder();
        boolean zeros = rule == MissingBand.ZERO && !names(offered).equals(spec.inputBands());
        assertThat(chain.output().padded().isEmpty()).isEqualTo(!zeros);
      } catch (BenchException withoutWavelength) {
        assertThat(withoutWavelength.problems())
            .extracting(Problem::id)
            .containsAnyOf("NoNearestBand", "BandWithoutWavelength");
      }
    }
  }

  private void lackingModality(EncoderSubject subject) {
    try (Probe<Encoder> probe = probe(subject);
        NDManager step = probe.manager().newSubManager()) {
      Map<String, NDArray> images =
          new LinkedHashMap<>(NoiseInput.of(subject, probe.module().spec(), step).images());
      String modality = images.keySet().iterator().next();
      images.remove(modality);
      assertThatThrownBy(() -> probe.module().encode(EncoderInput.of(images)))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining(modality);
    }
  }
}
