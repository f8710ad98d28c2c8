package org.eobench.datasets.embeddings.write;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.eobench.datasets.embeddings.format.Coding;
import org.eobench.datasets.embeddings.format.Description;

/** Writes the embeddings of the images of a data set in one format. */
interface EmbeddingFiles {
  /** The images, one after another. */
  @FunctionalInterface
  interface Images {
    /** Hands over each image once, in order. */
    void each(Consumer<EmbeddedImage> sink);
  }

  /**
   * Writes the files.
   *
   * @return where each image is
   */
  List<Description.Entry> write(Path folder, Images images);

  /**
   * The writer of a format.
   *
   * @param images number of images
   */
  static EmbeddingFiles of(EmbedOptions options, Coding coding, int images) {
    return switch (options.files()) {
      case TIF -> new TiffFiles(coding);
      case NPY ->
          options.pooling() == Pooling.PATCH ? new NpyFiles(coding) : new NpyTable(coding, images);
      case PARQUET -> new ParquetEmbeddings(coding);
      case CSV -> new NeucoCsv(coding.width());
    };
  }
}
