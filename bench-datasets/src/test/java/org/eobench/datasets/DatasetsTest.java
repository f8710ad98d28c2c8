package org.eobench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.spi.DatasetFactory;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.folder.FolderConfig;
import org.eobench.datasets.folder.FolderDataset;
import org.eobench.testing.DatasetContexts;
import org.eobench.testing.DatasetContract;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.layouts.HlsBurnScarsFixture;
import org.eobench.testing.layouts.Sen1Floods11Fixture;
import org.eobench.testing.layouts.TinyFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets of no publisher by their contract, and what single readers do with odd files. */
class DatasetsTest extends DatasetContract {
  @TempDir Path root;
  @TempDir Path cache;

  private boolean download;
  private String address = "https://example.org/data";

  private static Map<String, DatasetFactory<?>> registered() {
    return Guice.createInjector(new DatasetsPlugin())
        .getInstance(Key.get(new TypeLiteral<Map<String, DatasetFactory<?>>>() {}));
  }

  @Override
  protected Stream<Subject> subjects() {
    for (int i = 0; i < 8; i++) {
      TinyFiles.image(root.resolve("mine/c" + i + "_img.tif"), 2, SampleType.FLOAT32, i);
      TinyFiles.mask(root.resolve("mine/c" + i + "_lab.tif"));
    }
    return registered().keySet().stream()
        .filter(key -> key.equals("folder") || key.startsWith("quickstart"))
        .map(key -> new Subject(key, () -> open(key)));
  }

  private EoDataset open(String key) {
    return open(Objects.requireNonNull(registered().get(key)), key);
  }

  private <C extends Record> EoDataset open(DatasetFactory<C> factory, String key) {
    return open(factory, key, this::shrink);
  }

  /** As a run opens it under Pangaea's rules. */
  private EoDataset openAsPangaea(String key) {
    return new MaskedDataset(
        open(
            Objects.requireNonNull(registered().get(key)),
            key,
            text -> shrink(text).replace("missing_pixels: ignore", "missing_pixels: fill")));
  }

  private <C extends Record> EoDataset open(
      DatasetFactory<C> factory, String key, UnaryOperator<String> edit) {
    C config = ConfigFiles.bind(key, factory.configType(), edit);
    return factory.create(config, DatasetContexts.of(cache));
  }

  private String shrink(String text) {
    return text.replaceAll("auto_download: false", "auto_download: " + download)
        .replaceAll("(?m)^download_url: .*", "download_url: " + address)
        .replace("./data/", root + "/")
        .replace("img_size: 128", "img_size: 32")
        .replace("img_size: 64", "img_size: 32")
        .replace("training_chips: 200", "training_chips: 20")
        .replace("root_path: ???", "root_path: " + root + "/mine")
        .replace("images:\n  optical: null", "images: {optical: '*_img.tif'}")
        .replace("mask: null", "mask: '*_lab.tif'")
        .replace("bands:\n  optical: null", "bands: {optical: [red, nir]}")
        .replace("classes: []", "classes: [land, water]");
  }

  @Test
  void readsHlsBurnScarsAsPangaeaDoes() {
    Path data = root.resolve("HLSBurnScars");
    HlsBurnScarsFixture.write(data, 20);
    float[] values = new float[6 * 256];
    values[5] = 9999;
    values[6] = 0.25f;
    TinyFiles.write(
        data.resolve("validation/subsetted_512x512_HLS.S30.T10TGS.0000020.v1.4_merged.tif"),
        6,
        SampleType.FLOAT32,
        values);
    EoDataset dataset = open("hlsburnscars");
    assertThat(dataset.samples(Split.TRAIN)).hasSize(18);
    assertThat(dataset.samples(Split.VAL)).hasSize(2);
    SampleRef first = dataset.samples(Split.TEST).get(0);
    assertThat(first.id()).isEqualTo("validation/subsetted_512x512_HLS.S30.T10TGS.0000020.v1.4");
    Sample sample = dataset.read(first, Map.of("optical", List.of("B2")));
    float[] blue = Objects.requireNonNull(sample.images().get("optical")).data();
    assertThat(blue[5]).isNaN();
    assertThat(blue[6]).isEqualTo(0.25f);
    Sample filled = openAsPangaea("hlsburnscars").read(first, Map.of("optical", List.of("B2")));
    assertThat(Objects.requireNonNull(filled.images().get("optical")).data()[5]).isZero();
  }

  @Test
  void readsSen1Floods11AsPangaeaDoes() {
    Sen1Floods11Fixture.files(root.resolve("sen1floods11"));
    EoDataset dataset = open("sen1floods11");
    SampleRef ref = dataset.samples(Split.VAL).get(1);
    assertThat(ref.id()).isEqualTo("Spain_valid1");
    Sample sample =
        dataset.read(ref, Map.of("optical", List.of("B12"), "sar", List.of("VV", "VH")));
    assertThat(Objects.requireNonNull(sample.images().get("optical")).data()[7])
        .isEqualTo(1000 + 12 * 100 + 1 + 7);
    float[] radar = Objects.requireNonNull(sample.images().get("sar")).data();
    assertThat(radar[3]).isNaN();
    assertThat(radar[4]).isEqualTo(-10.5f);
    assertThat(radar[256 + 6]).isEqualTo(-10.5f - 6 - 2);
    Sample filled = openAsPangaea("sen1floods11").read(ref, Map.of("sar", List.of("VV", "VH")));
    assertThat(Objects.requireNonNull(filled.images().get("sar")).data()[3]).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "c2smsfloods, optical and sar",
    "hlsburnscars, optical",
    "quickstart, optical",
    "quickstart_regression, optical",
    "satlas, optical",
    "sen12mscrts, optical and sar",
    "sen1floods11, optical and sar"
  })
  void refusesAModalityThatTheFilesDoNotHave(String key, String offered) {
    HlsBurnScarsFixture.write(root.resolve("HLSBurnScars"), 4);
    Sen1Floods11Fixture.files(root.resolve("sen1floods11"));
    DatasetFactory<?> factory = Objects.requireNonNull(registered().get(key));

    assertThatThrownBy(
            () ->
                open(
                    factory,
                    key,
                    text ->
                        shrink(text)
                            .replace("multi_modal: false", "multi_modal: null")
                            .replace("\nbands: {", "\nbands: {lidar: [height], ")
                            .replace("\nbands:\n", "\nbands:\n  lidar: [height]\n")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(key + " has no other modality than " + offered)
        .hasMessageContaining("lidar");
  }

  @Test
  void saysWhichFolderIsMissingAndWhereToGetTheData() {
    Map<String, String> sources =
        Map.of(
            "hlsburnscars",
            "https://",
            "sen1floods11",
            "gsutil -m cp -r gs://sen1floods11/v1.1 " + root);
    sources.forEach(
        (key, source) ->
            assertThatThrownBy(() -> open(key))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining(root.toString())
                .hasMessageContaining(source)
                .hasMessageContaining("dataset.root_path"));
  }

  @Test
  void refusesToDownloadWhereItCannot() {
    download = true;
    assertThatThrownBy(() -> open("folder"))
        .hasMessageContaining("auto_download=true: folder reads your own files");
    assertThatThrownBy(() -> open("sen1floods11"))
        .hasMessageContaining("auto_download=true cannot copy from a Google Cloud Storage bucket")
        .hasMessageContaining("gsutil -m cp -r");
  }

  @Test
  void downloadsWhatIsPublishedAsAnArchive() throws IOException {
    download = true;
    address = "ftp://example.org/hls.tar.gz";
    // FetchedFolder has tests of whole downloads; this one checks that a download starts at this
    // URL.
    assertThatThrownBy(() -> open("hlsburnscars")).hasMessageContaining(address);
    HlsBurnScarsFixture.write(root.resolve("HLSBurnScars"), 12);
    assertThat(open("hlsburnscars").samples(Split.TRAIN)).isNotEmpty();
  }

  @Test
  void namesMasksThatAreMissing() throws IOException {
    HlsBurnScarsFixture.write(root.resolve("HLSBurnScars"), 4);
    Path mask =
        root.resolve(
            "HLSBurnScars/training/subsetted_512x512_HLS.S30.T10TGS.0000002.v1.4.mask.tif");
    Files.delete(mask);
    assertThatThrownBy(() -> open("hlsburnscars"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(mask.toString());
  }

  @Test
  void passesOverFilesOfHlsBurnScarsThatAreNoChips() throws IOException {
    Path data = root.resolve("HLSBurnScars");
    HlsBurnScarsFixture.write(data, 4);
    Files.writeString(data.resolve("training/merged.tif"), "no chip");
    assertThat(open("hlsburnscars").samples(Split.TRAIN)).hasSize(3);
  }

  @Test
  void refusesASplitListThatLeadsOutOfItsFolder() throws IOException {
    Path data = root.resolve("sen1floods11");
    Sen1Floods11Fixture.files(data);
    Path list = data.resolve("v1.1/splits/flood_handlabeled/flood_test_data.csv");
    for (String radar : List.of("../S1Hand/Spain_test0_S1Hand.tif", "/etc/x_S1Hand.tif")) {
      Files.writeString(list, radar + ",Spain_test0_LabelHand.tif\n");
      assertThatThrownBy(() -> open("sen1floods11"))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining(list + ":1")
          .hasMessageContaining(radar);
    }
  }

  /** The real chip: upper part train, lower part test, 13 bands by name. */
  @Test
  void readsTheRealFloodChipByBlocks() {
    Path chip = SharedFiles.require("data/flood_sen1floods11");
    FolderConfig config =
        ConfigFiles.bind(
            "folder",
            FolderConfig.class,
            text ->
                text.replace("root_path: ???", "root_path: " + chip)
                    .replace("images:\n  optical: null", "images:\n  optical: '{id}_S2Hand.tif'")
                    .replace("mask: null", "mask: '{id}_LabelHand.tif'")
                    .replace(
                        "bands:\n  optical: null",
                        "bands:\n"
                            + "  optical: [B1, B2, B3, B4, B5, B6, B7, B8, B8A, B9, B10, B11, B12]")
                    .replace("classes: []", "classes: [land, water]")
                    .replace("by: ratio", "by: blocks")
                    .replace("ratio: [0.7, 0.15, 0.15]", "ratio: [0.5, 0.2, 0.3]")
                    .replace("chip_size: 0", "chip_size: 64"));
    EoDataset dataset = FolderDataset.open(config, DatasetContexts.of(cache));
    assertThat(dataset.samples(Split.TRAIN)).hasSize(4 * 8);
    assertThat(dataset.samples(Split.TEST)).hasSize(2 * 8);
    List<String> bands = List.of("B12", "B3");
    long pixels = 0;
    List<Integer> labels = new ArrayList<>();
    for (SampleRef ref : dataset.samples(Split.TEST)) {
      Sample sample = dataset.read(ref, Map.of("optical", bands));
      pixels += LabelMap.of(sample).labels().length;
      for (int label : LabelMap.of(sample).labels()) {
        labels.add(label);
      }
    }
    assertThat(pixels).isEqualTo((512 - 358 - 8) * 512);
    assertThat(labels).contains(0, 1);
    assertThat(dataset.spec().stats("optical").mean()).allMatch(mean -> mean > 5 && mean < 4000);
    assertThat(dataset.spec().stats("optical").std()).allMatch(std -> std > 0);
  }
}
