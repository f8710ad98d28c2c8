package org.eobench.encoders.satmaepp;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.VitShape;

/**
 * Config of the SatMAE++ encoder.
 *
 * @param keys the keys of every encoder
 * @param shape the size of the transformer
 * @param positionGrid side of the square grid of the position table: 12 for 96 pixels in patches of
 *     8
 * @param channelEmbed features of a token that encode its group of bands; the other features encode
 *     its place
 * @param channelGroups the bands of each group, by name
 */
public record SatmaePpConfig(
    @Inline EncoderKeys keys,
    @Inline VitShape shape,
    int positionGrid,
    int channelEmbed,
    List<List<String>> channelGroups)
    implements EncoderConfig {

  public SatmaePpConfig {
    channelGroups = channelGroups.stream().map(List::copyOf).toList();
    List<String> grouped = channelGroups.stream().flatMap(List::stream).toList();
    List<String> bands = keys.bandNames();
    if (grouped.size() != bands.size() || !grouped.containsAll(bands)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "channel_groups=%s must contain each band of input_bands once: %s",
              channelGroups,
              bands));
    }
    if (channelGroups.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("channel_groups=" + channelGroups + " has an empty group");
    }
    int place = shape.embedDim() - channelEmbed;
    if (channelEmbed < 2 || channelEmbed % 2 != 0 || place < 4 || place % 4 != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "channel_embed=%d must be even and leave a multiple of 4 of embed_dim=%d features",
              channelEmbed,
              shape.embedDim()));
    }
    if (positionGrid < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "position_grid=%d must be positive", positionGrid));
    }
  }
}
