package org.eobench.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eobench.cli.faults.CheckedFolder.check;
import static org.eobench.cli.faults.ReportedInputs.BANDS;
import static org.eobench.cli.faults.ReportedInputs.PIXELS;
import static org.eobench.cli.faults.ReportedInputs.SIZE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Folders of images of the kinds that faults were reported of, drawn here with their truth, so that
 * each kind is tested where the reported files are not ({@link ReportedCasesTest}).
 */
class DrawnCasesTest {
  private static final IntPredicate ALL = i -> true;
  private static final IntPredicate FIRST_ROWS = i -> i < PIXELS / 4;
  private static final IntPredicate OTHER_ROWS = FIRST_ROWS.negate();
  private static final String FLOAT_MIN = "-3.40282346638529e+38"; // 15 digits, as some write it

  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void nameFolder() {
    data = folder.resolve("data");
  }

  private CheckedFolder checkOf(TiffBuilder image, TiffBuilder mask) {
    ReportedInputs.write(data, 4, number -> image, number -> mask);
    return check(data);
  }

  private static CheckedFolder hasOnly(IntPredicate valid, CheckedFolder checked) {
    double[][] image = ReportedInputs.image();
    return checked
        .fits()
        .hasStatistics("mean", 0.01, ReportedInputs.mean(image, valid))
        .hasStatistics("std", 0.01, ReportedInputs.deviation(image, valid));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 0.0", "0, ' 0 '", "65535, 65535", "65535, 6.5535e+04"})
  void statisticsSkipPixelsWithoutData(double value, String nodata) {
    double[][] image = ReportedInputs.with(ReportedInputs.image(), FIRST_ROWS, value);
    TiffBuilder file = ReportedInputs.integers(16, image).nodata(nodata);

    hasOnly(OTHER_ROWS, checkOf(file, ReportedInputs.plainMask())).says("25.00 %");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nan", "NaN", "-nan", "1.#QNAN", "-1.#QNAN", "-1.#IND", "nan(ind)"})
  void statisticsSkipNaNInEverySpelling(String nodata) {
    double[][] image = ReportedInputs.with(ReportedInputs.image(), FIRST_ROWS, Double.NaN);
    TiffBuilder file = ReportedInputs.floats(image).nodata(nodata);

    hasOnly(OTHER_ROWS, checkOf(file, ReportedInputs.plainMask())).says("25.00 %");
  }

  @ParameterizedTest
  @CsvSource({"inf, Infinity", "1.#INF, Infinity", "-1.#INF, -Infinity", "-inf, -Infinity"})
  void statisticsSkipInfinityWhereItStandsForNoData(String nodata, double value) {
    double[][] image = ReportedInputs.with(ReportedInputs.image(), FIRST_ROWS, value);
    TiffBuilder file = ReportedInputs.floats(image).nodata(nodata);

    hasOnly(OTHER_ROWS, checkOf(file, ReportedInputs.plainMask()));
  }

  @Test
  void whatLiesUnderAnInternalMaskOfAnImageIsNoData() {
    double[][] image = ReportedInputs.with(ReportedInputs.image(), FIRST_ROWS, 65535);
    TiffBuilder file = ReportedInputs.integers(16, image).mask(valid(OTHER_ROWS));

    hasOnly(OTHER_ROWS, checkOf(file, ReportedInputs.plainMask())).says("25.00 %");
  }

  @Test
  void whatLiesUnderAnInternalMaskOfLabelsIsIgnored() {
    TiffBuilder mask = ReportedInputs.plainMask().mask(valid(OTHER_ROWS));

    hasOnly(ALL, checkOf(ReportedInputs.plainImage(), mask)).says("ignored 25.00 %");
  }

  private static boolean[] valid(IntPredicate pixels) {
    boolean[] valid = new boolean[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      valid[i] = pixels.test(i);
    }
    return valid;
  }

  @Test
  void scaleAndOffsetOfTheFilesAreApplied() {
    ReportedInputs.write(data, 4, DrawnCasesTest::scaled, number -> ReportedInputs.plainMask());
    double[][] reflectance =
        ReportedInputs.map(ReportedInputs.image(), (i, value) -> value * 0.0001);

    check(data)
        .fits()
        .hasStatistics("mean", 1e-6, ReportedInputs.mean(reflectance, ALL))
        .hasStatistics("std", 1e-6, ReportedInputs.deviation(reflectance, ALL));
  }

  /** The same reflectance with an offset in every other file. */
  private static TiffBuilder scaled(int number) {
    boolean shifted = number % 2 == 1;
    double[][] image =
        ReportedInputs.map(ReportedInputs.image(), (i, value) -> shifted ? value + 1000 : value);
    TiffBuilder tiff = ReportedInputs.integers(16, image);
    for (int band = 1; band <= BANDS; band++) {
      tiff.scaleAndOffset(band, 0.0001, shifted ? -0.1 : 0);
    }
    return tiff;
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 13, 14, 15, 16})
  void samplesOfAnyWidthAreRead(int bits) {
    TiffBuilder image = ReportedInputs.integers(bits, ReportedInputs.image());

    hasOnly(ALL, checkOf(image, ReportedInputs.plainMask()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 9, 11})
  void labelsOfAnyWidthAreRead(int bits) {
    TiffBuilder mask = ReportedInputs.integers(bits, ReportedInputs.labels());

    hasOnly(ALL, checkOf(ReportedInputs.plainImage(), mask)).says("land 50.00 %, water 50.00 %");
  }

  @Test
  void negativeScaleYIsNorthUp() {
    TiffBuilder image = ReportedInputs.plainImage().northUp(500_000, 4_200_000, 10, -10);

    hasOnly(ALL, checkOf(image, ReportedInputs.plainMask()));
  }

  @Test
  void aMaskWhoseRowsRunEastIsRefused() {
    TiffBuilder mask =
        TiffBuilder.unsigned(8, SIZE, SIZE, ReportedInputs.labels())
            .transform(0, 10, 500_000, -10, 0, 4_200_000)
            .epsg(32630);

    checkOf(ReportedInputs.plainImage(), mask).refuses("GridMismatch", "s0_mask.tif");
  }

  @Test
  void aMaskOfTwoBandsIsRefused() {
    double[] water = ReportedInputs.labels();
    double[] land = Arrays.stream(water).map(label -> 1 - label).toArray();

    CheckedFolder checked =
        checkOf(ReportedInputs.plainImage(), ReportedInputs.mask(land, water))
            .refuses("s0_mask.tif", "2 bands");
    assertThat(checked.said().split("\\[Bench/MaskBands\\]", -1)).as(checked.said()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {FLOAT_MIN, "-3.40282346600000016e+38", "-3.4028234663852886e+38"})
  void nodataOfAMaskIsComparedInTheTypeOfItsSamples(String nodata) {
    double[][] labels =
        ReportedInputs.with(new double[][] {ReportedInputs.labels()}, FIRST_ROWS, -Float.MAX_VALUE);

    checkOf(ReportedInputs.plainImage(), ReportedInputs.floats(labels).nodata(nodata))
        .fits()
        .says("ignored 25.00 %");
  }

  @ParameterizedTest
  @CsvSource({"'\uFEFF', '\r\n', ''", "'', '\n', ''", "'', '\r\n', ',2020'"})
  void listsMayComeFromAnySystem(String mark, String newline, String secondColumn) {
    ReportedInputs.write(
        data, 4, number -> ReportedInputs.plainImage(), number -> ReportedInputs.plainMask());
    String end = secondColumn + newline;
    String head = secondColumn.isEmpty() ? "" : "id,year" + newline;
    ReportedInputs.lists(
        data,
        mark + head + "s0" + end + "s1" + end,
        mark + head + "s2" + end,
        mark + head + "s3" + end);

    check(data, "dataset.split.by=list").fits().says("train 8, val 4, test 4");
  }

  @Test
  void aListInUtf16IsRefusedByThatName() throws IOException {
    ReportedInputs.write(
        data, 4, number -> ReportedInputs.plainImage(), number -> ReportedInputs.plainMask());
    ReportedInputs.lists(data, "s0\ns1\n", "s2\n", "s3\n");
    Files.writeString(data.resolve("train.txt"), "s0\r\ns1\r\n", StandardCharsets.UTF_16);

    check(data, "dataset.split.by=list").refuses("UTF-16", "train.txt");
  }

  @Test
  void namesInCapitalsAreNoOtherFiles() throws IOException {
    ReportedInputs.write(
        data, 6, number -> ReportedInputs.plainImage(), number -> ReportedInputs.plainMask());
    for (String name : new String[] {"s4_img", "s5_img", "s2_mask"}) {
      Files.move(data.resolve(name + ".tif"), data.resolve(name + ".TIF"));
    }

    check(data).fits().says("train 8, val 8, test 8");
  }

  @Test
  void aMaskWithoutImageIsReported() throws IOException {
    ReportedInputs.write(
        data, 6, number -> ReportedInputs.plainImage(), number -> ReportedInputs.plainMask());
    Files.delete(data.resolve("s5_img.tif"));

    check(data).fits().says("1 of 6 files *_mask.tif have no image", "ignored: s5");
  }

  @Test
  void checkGivesTheSameLossEachTime() {
    ReportedInputs.write(
        data,
        4,
        number -> ReportedInputs.integers(16, ReportedInputs.image(number)),
        number -> ReportedInputs.plainMask());

    CheckedFolder.requireLossBySeed(data);
  }

  @Test
  void namesOutsideAsciiAreReadInTheLocaleThatTheRefusalNames() {
    String[] names = {"chip [1]", "a=b,c", "s 2", "Île→水"};
    for (String name : names) {
      ReportedInputs.write(data, name, ReportedInputs.plainImage(), ReportedInputs.plainMask());
    }
    ReportedInputs.lists(data, names[0] + "\n" + names[3] + "\n", names[1] + "\n", names[2] + "\n");

    CheckedFolder.requireLocaleOfNames(data);
  }

  @Test
  void sharesOfPixelsWithoutDataAreGivenForEachModality() {
    double[][] empty = ReportedInputs.with(ReportedInputs.image(), ALL, Double.NaN);
    ReportedInputs.write(
        data,
        4,
        number -> ReportedInputs.floats(number == 0 ? empty : ReportedInputs.image()),
        number -> ReportedInputs.plainMask());

    CheckedFolder checked = check(data);

    assertThat(checked.said()).contains("s0", String.format(Locale.ROOT, "%.2f %%", 25.0));
  }

  @Test
  void weightsUnderOtherNamesFitOnceAPrefixIsTakenOff() {
    ReportedInputs.write(
        data, 4, number -> ReportedInputs.plainImage(), number -> ReportedInputs.plainMask());

    Path best = PrefixedWeights.requireRead(data, folder, List.of("", "_orig_mod.module."));
    check(data, "encoder.encoder_weights=" + best).fits().says("74 tensors loaded");
  }
}
