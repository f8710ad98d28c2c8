package org.eobench.analysis.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What readers of an analysis should know, as sentences. */
final class StudyNotes {
  private static final int FEW = 200;

  private StudyNotes() {}

  static List<String> of(Findings found) {
    List<String> notes = new ArrayList<>();
    int images = found.images().size();
    if (images < found.available()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d images were looked at, evenly spaced over the split.",
              images,
              found.available()));
    }
    if (images < FEW) {
      notes.add(
          images
              + " images are few: ranks cannot exceed their number, and dimensions are"
              + " underestimated.");
    }
    if (found.perplexity() >= (images - 1) / 3.0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "t-SNE has a perplexity of %.1f, the largest that %,d images allow.",
              found.perplexity(),
              images));
    }
    long labelled = found.labelled();
    if (labelled < images) {
      notes.add(
          labelled == 0
              ? "No image has one class, so that there are no silhouettes."
              : String.format(
                  Locale.ROOT,
                  "Silhouettes count the %,d images that have one class, or one in more than half"
                      + " of their labelled pixels.",
                  labelled));
    }
    if (labelled > 0
        && found.labels().stream().filter(label -> label >= 0).distinct().count() < 2) {
      notes.add("All images with a class have the same one, so that there are no silhouettes.");
    }
    for (EncoderFindings encoder : found.encoders()) {
      if (!encoder.cropping().isEmpty()) {
        notes.add(encoder.encoder() + ": " + encoder.cropping() + ".");
      }
      if (encoder.dimension().duplicates() > 0) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s: %,d images have the features of another image; dimensions leave them out.",
                encoder.encoder(),
                encoder.dimension().duplicates()));
      }
      if (encoder.layers().stream().allMatch(layer -> Double.isNaN(layer.alpha()))) {
        notes.add(
            encoder.encoder()
                + ": no layer has 50 eigenvalues, which a power law requires, so that there is no"
                + " alpha.");
      }
    }
    PairFindings pair = found.pair();
    if (pair != null && pair.geodesics().reached() < 1) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Paths join %.1f %% of the pairs of image and anchor in both graphs; the others do"
                  + " not count. More neighbours join more.",
              100 * pair.geodesics().reached()));
    }
    return notes;
  }
}
