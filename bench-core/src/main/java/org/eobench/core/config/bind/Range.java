package org.eobench.core.config.bind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bounds of a numeric record component, or of every number in its list or map. A component without
 * this annotation accepts every finite number.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  /** The smallest accepted number. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The largest accepted number. */
  double max() default Double.POSITIVE_INFINITY;

  /** Exclusive lower bound. */
  double above() default Double.NEGATIVE_INFINITY;

  /** Exclusive upper bound. */
  double below() default Double.POSITIVE_INFINITY;

  /** Whether NaN and infinities are refused. They can be valid pixel values. */
  boolean finite() default true;
}
