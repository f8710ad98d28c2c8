package org.eobench.datasets.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates the chips of a data set in the folder layout of HLS Burn Scars. */
final class QuickstartChips {
  /** Chips that would fit between the training and the test part, so that they do not touch. */
  private static final int GAP = 10;

  private static final long SEED_STEP = 0x9e3779b97f4a7c15L;
  private static final long LANDSCAPE_STREAM = 0x2545f4914f6cdd1dL;
  private static final long DATE_STREAM = 0x14057b7ef767814fL;

  private final QuickstartKind kind;
  private final QuickstartConfig config;

  QuickstartChips(QuickstartKind kind, QuickstartConfig config) {
    this.kind = kind;
    this.config = config;
  }

  /** Writes all files into an empty folder. */
  void write(Path folder) throws IOException {
    write(folder.resolve("training"), 0, config.trainingChips(), 0);
    write(folder.resolve("validation"), config.trainingChips(), config.testChips(), GAP);
  }

  private void write(Path folder, int first, int count, int gap) throws IOException {
    Files.createDirectories(folder);
    int size = config.facts().imgSize();
    List<String> classes = new ArrayList<>();
    for (int chip = first; chip < first + count; chip++) {
      long seed = config.sceneSeed() + (chip + 1) * SEED_STEP;
      QuickstartFiles files = new QuickstartFiles(folder, chip, chip + gap, size);
      switch (kind) {
        case SEGMENTATION -> files.mask(single(files, seed, Landscape.USUAL).labels());
        case REGRESSION -> files.plants(single(files, seed, Landscape.USUAL).plants());
        case CHANGE -> change(files, new BurnChange(size, seed), new Random(seed ^ DATE_STREAM));
        case CLASSIFICATION ->
            classes.add(ChipClasses.largest(files.stem(), varied(files, seed).covers()));
        case MULTI_LABEL ->
            classes.add(ChipClasses.all(files.stem(), varied(files, seed).covers()));
      }
    }
    if (!classes.isEmpty()) {
      Files.write(folder.resolve(QuickstartFiles.CLASSES), classes);
    }
  }

  private BurnScene varied(QuickstartFiles files, long seed) {
    return single(files, seed, Landscape.varied(new Random(seed ^ LANDSCAPE_STREAM)));
  }

  /** Generates a chip of one date and writes its image. */
  private BurnScene single(QuickstartFiles files, long seed, Landscape landscape) {
    BurnScene scene = new BurnScene(config.facts().imgSize(), seed, landscape);
    files.image("", scene.values());
    return scene;
  }

  /** Two images of one summer, 16 to 115 days apart. */
  private static void change(QuickstartFiles files, BurnChange chip, Random random) {
    int before = 2020_130 + random.nextInt(60);
    int after = before + 16 + random.nextInt(100);
    files.image(String.valueOf(before), chip.values().get(0));
    files.image(String.valueOf(after), chip.values().get(1));
    files.mask(chip.labels());
  }
}
