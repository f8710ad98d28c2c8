package org.eobench.analysis.attention;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eobench.analysis.images.FoundImage;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.OutputFolder;
import org.eobench.core.loader.ImageBatch;
import org.eobench.core.run.LoadedEncoder;
import org.eobench.core.run.gallery.Composite;
import org.eobench.core.run.gallery.Picture;
import org.jspecify.annotations.Nullable;

/**
 * Draws the attention of the last block of an encoder to the patches of one image (as in Caron et
 * al. 2021, arXiv:2104.14294): of the class token, or of all tokens in the mean where there is
 * none. Registers are left out of the pictures.
 *
 * @param image id or file of a sample
 * @param keepMass shows the fewest patches that hold this share of a head's attention to patches;
 *     null for all
 */
public record AttentionMaps(String image, @Nullable Double keepMass) {
  /**
   * Writes the pictures and {@link AttentionReport#FILE}.
   *
   * @param folder is made if it is missing
   * @throws BenchException if the encoder has no attention between patches, or there is no such
   *     image
   */
  public AttentionReport write(LoadedEncoder encoder, Path folder) {
    FoundImage found = FoundImage.of(image, encoder.dataset());
    List<ImageAttention> read = new ArrayList<>();
    List<Picture> seen = new ArrayList<>();
    Composite colours = Composite.of(encoder.dataset().spec(), encoder.images());
    encoder.read(
        found.split(),
        List.of(found.ref()),
        "attention",
        (batch, input) -> {
          read.add(ImageAttention.of(encoder.encoder(), input, encoder.ops()));
          ImageBatch shown = Objects.requireNonNull(batch.images().get(colours.modality()));
          seen.add(colours.picture(shown));
        });
    ImageAttention attention = read.get(0);
    List<HeadAttention> whole = attention.heads();
    Double share = keepMass;
    List<HeadAttention> drawn =
        share == null ? whole : whole.stream().map(head -> head.keeping(share)).toList();
    int patch = patch(encoder.encoder().spec());
    OutputFolder.create(folder, "pictures", "--out DIR");
    new AttentionPictures(seen.get(0), patch).write(drawn, folder);
    AttentionReport report =
        new AttentionReport(
            encoder.name(),
            encoder.weights(),
            found.ref().id(),
            attention.query(),
            encoder.cropping(),
            share,
            whole.get(0).rows(),
            whole.get(0).columns(),
            patch,
            AttentionReport.heads(whole, drawn));
    AtomicFile.writeString(folder.resolve(AttentionReport.FILE), report.json());
    return report;
  }

  private static int patch(EncoderSpec spec) {
    return spec.levels().get(spec.levels().size() - 1).stride();
  }
}
