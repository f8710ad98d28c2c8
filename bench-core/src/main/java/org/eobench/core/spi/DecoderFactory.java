package org.eobench.core.spi;

import java.util.Set;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;

/** Makes decoders of one kind. */
public interface DecoderFactory<C extends Record>
    extends ComponentFactory<C, DecoderContext, Decoder>, ForTasks<C> {

  @Override
  default Set<TaskKind> tasks() {
    return Set.of(TaskKind.SEGMENTATION, TaskKind.CHANGE_DETECTION);
  }

  /** Where such decoders are described, such as {@code arXiv:2105.15203}; empty if nowhere. */
  default String paper() {
    return "";
  }
}
