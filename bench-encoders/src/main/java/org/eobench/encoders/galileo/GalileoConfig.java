package org.eobench.encoders.galileo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.SentinelGroups;
import org.eobench.core.encoder.VitShape;
import org.jspecify.annotations.Nullable;

/**
 * Config of the Galileo encoder. Its bands are those of Sentinel-1 ({@code VV, VH}) and Sentinel-2
 * with the vegetation index, of terrain (modality {@code dem}) and of weather; any group of bands
 * may be omitted, but not all of the satellites.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer; the patch size may be any up to {@code max_patch_size}
 * @param maxPatchSize patch size of the checkpoint's kernels
 * @param maxSequenceLength maximum number of dates per sample
 * @param stdMultiplier normalised images (mean 0, standard deviation 1) are rescaled so that this
 *     many standard deviations on both sides become 0 to 1, as in pretraining; null leaves images
 *     unchanged
 * @param inputRes ground resolution in metres per pixel to assume for all images; null uses each
 *     image's own, or 10 if it is unknown
 * @param defaultMonth month, 1 to 12, of images whose date is unknown
 * @param location whether samples whose place is known have a token for it
 */
public record GalileoConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    int maxPatchSize,
    int maxSequenceLength,
    @Nullable Double stdMultiplier,
    @Nullable Double inputRes,
    int defaultMonth,
    @Default("false") boolean location)
    implements EncoderConfig {
  /** The codes of channel group, date, month and place each take a quarter of the width. */
  private static final int CODES = 4;

  public GalileoConfig {
    require(
        shape.patchSize() <= maxPatchSize,
        String.format(
            Locale.ROOT,
            "patch_size=%d must be at most max_patch_size=%d",
            shape.patchSize(),
            maxPatchSize));
    require(
        shape.embedDim() % (CODES * CODES) == 0,
        String.format(
            Locale.ROOT, "embed_dim=%d must be a multiple of %d", shape.embedDim(), CODES * CODES));
    require(
        maxSequenceLength > 0,
        String.format(Locale.ROOT, "max_sequence_length=%d must be positive", maxSequenceLength));
    require(
        defaultMonth >= 1 && defaultMonth <= 12,
        String.format(Locale.ROOT, "default_month=%d must lie within 1..12", defaultMonth));
    require(
        stdMultiplier == null || stdMultiplier > 0,
        String.format(Locale.ROOT, "std_multiplier=%s must be positive, or null", stdMultiplier));
    require(
        inputRes == null || (inputRes > 0 && inputRes <= Float.MAX_VALUE),
        String.format(
            Locale.ROOT, "input_res=%s must be a positive number of metres, or null", inputRes));
    GalileoGroups.of(keys.inputBands());
  }

  /** The groups of bands, and the place if it has a token. */
  Map<GalileoGroups.Kind, List<SentinelGroups.PresentGroup>> groups() {
    Map<GalileoGroups.Kind, List<SentinelGroups.PresentGroup>> groups =
        GalileoGroups.of(keys.inputBands());
    if (location) {
      groups.put(GalileoGroups.Kind.STATIC, List.of(GalileoGroups.LOCATION));
    }
    return groups;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Width of each of the four codes. */
  int codeWidth() {
    return shape.embedDim() / CODES;
  }
}
