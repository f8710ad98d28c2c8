package org.eobench.datasets.sen12mscrts;

import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.dataset.DatasetFacts;

/**
 * Config of {@code sen12mscrts}.
 *
 * @param facts the keys of every data set
 * @param pairs JSON lists of pairs {@code [S1 file, S2 file]} by split, relative to the folder of
 *     the data; empty to find the pairs in the folder
 * @param valRois regions of the validation split if the pairs are found in the folder, such as
 *     {@code ROIs2017/22}
 * @param testRois regions of the test split likewise; all others are for training
 * @param unpaired what becomes of an image without its partner
 */
public record Sen12MsCrTsConfig(
    @Inline DatasetFacts facts,
    @Default("{}") Map<String, String> pairs,
    @Default("[]") List<String> valRois,
    @Default("[]") List<String> testRois,
    @Default("error") Unpaired unpaired) {

  /** What becomes of an image of one sensor without that of the other. */
  public enum Unpaired {
    /** It is an error. */
    ERROR,
    /** It is not used. */
    LEAVE_OUT
  }
}
