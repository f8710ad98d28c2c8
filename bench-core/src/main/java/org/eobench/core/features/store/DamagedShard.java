package org.eobench.core.features.store;

import java.io.IOException;
import java.io.Serial;

/** What a file of the cache holds is not what was written to it. The message is half a sentence. */
final class DamagedShard extends IOException {
  @Serial private static final long serialVersionUID = 1;

  DamagedShard(String message) {
    super(message);
  }
}
