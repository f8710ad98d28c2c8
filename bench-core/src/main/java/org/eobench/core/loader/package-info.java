/**
 * Batches of preprocessed samples, read by worker threads in an order that the seed determines.
 * {@link org.eobench.core.loader.DataLoader} iterates over a split; {@link
 * org.eobench.core.loader.DeviceBatch} copies a {@link org.eobench.core.loader.Batch} to the
 * device.
 *
 * <pre>{@code
 * for (Batch batch : loader.epoch(0)) {
 *   DeviceBatch onDevice = DeviceBatch.of(batch, manager);
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.loader;
