package org.eobench.core.spi;

import java.util.Set;
import java.util.function.BiFunction;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.task.segmentation.Segmentation;

/** Makes decoders of one kind. */
public interface DecoderFactory<C extends Record>
    extends ComponentFactory<C, DecoderContext, Decoder>, ForTasks<C> {

  /** Segmentation and change detection, unless the factory says otherwise. */
  @Override
  default Set<TaskKind> tasks() {
    return Set.of(Segmentation.KIND, Segmentation.CHANGE_DETECTION);
  }

  /** Where such decoders are described: the {@link Paper} of their config; empty if nowhere. */
  default String paper() {
    Paper paper = configType().getAnnotation(Paper.class);
    return paper == null ? "" : paper.value();
  }

  /** A factory that calls a constructor, for segmentation and change detection. */
  static <C extends Record> DecoderFactory<C> of(
      Class<C> configType, BiFunction<C, DecoderContext, Decoder> maker) {
    return of(configType, Set.of(Segmentation.KIND, Segmentation.CHANGE_DETECTION), maker);
  }

  /** A factory that calls a constructor, for some tasks. */
  static <C extends Record> DecoderFactory<C> of(
      Class<C> configType, Set<TaskKind> tasks, BiFunction<C, DecoderContext, Decoder> maker) {
    record Made<C extends Record>(
        Class<C> configType, Set<TaskKind> tasks, BiFunction<C, DecoderContext, Decoder> maker)
        implements DecoderFactory<C> {
      @Override
      public Decoder create(C config, DecoderContext context) {
        return maker.apply(config, context);
      }
    }
    return new Made<>(configType, tasks, maker);
  }
}
