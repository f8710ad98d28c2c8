/**
 * {@code logger=tensorboard}: event files that TensorBoard and programs that read its files show.
 * {@link org.eobench.core.logger.tensorboard.EventFile} writes records and checksums, {@link
 * org.eobench.core.logger.tensorboard.ProtoMessage} the few protocol buffers inside them.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.logger.tensorboard;
