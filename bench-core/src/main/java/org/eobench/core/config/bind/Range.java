package org.eobench.core.config.bind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bounds of a numeric record component, or of every number in its list or map. A component without
 * it takes every finite number.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  /** The smallest number that is taken. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The largest number that is taken. */
  double max() default Double.POSITIVE_INFINITY;

  /** A number that is too small itself. */
  double above() default Double.NEGATIVE_INFINITY;

  /** A number that is too large itself. */
  double below() default Double.POSITIVE_INFINITY;

  /** Whether NaN and the infinities are refused; they mean something as values of pixels. */
  boolean finite() default true;
}
