package org.eobench.core.parallel;

import java.io.Serial;

/**
 * The group has ended before this process was done: the leading process stopped, or another one
 * failed and has said why. There is nothing to add to that.
 */
public final class GroupEnded extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  GroupEnded(String why) {
    super(why);
  }
}
