/** Any number of labels for each image. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task.multilabel;
