package org.eobench.pretrain.method;

import java.util.List;
import org.eobench.core.error.Problem;

/** The config record of a method. */
public interface MethodConfig {
  /** The crops of each sample that the method asks for. */
  CropCounts crops();

  /**
   * What does not fit a run of this length, such as a warm-up that is longer. Reported before
   * anything is loaded, together with all other problems of the configuration.
   */
  List<Problem> problems(RunLength length);
}
