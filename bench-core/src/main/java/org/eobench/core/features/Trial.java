package org.eobench.core.features;

import java.util.List;

/**
 * What comparing features computed in a batch with those computed alone has shown, for one {@link
 * BatchShape}.
 *
 * @param finding how the features of a sample depend on its batch
 * @param layouts of the encoder's maps
 */
record Trial(Finding finding, List<MapLayout> layouts) {
  enum Finding {
    /** They are the same as alone. */
    NONE,
    /** They are the same in every batch of this size, as in networks of convolutions. */
    SIZE,
    /** They depend on the other samples, or were not the same twice. */
    OTHERS
  }

  Trial {
    layouts = List.copyOf(layouts);
  }
}
