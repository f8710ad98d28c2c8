/** Classes of pixels: segmentation, and what changed between two dates. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task.segmentation;
