/** One class for each image. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task.classification;
