/**
 * The components of a program by name: {@link org.eobench.core.registry.Components} holds what core
 * and all plug-ins offer, and a {@link org.eobench.core.registry.Registry} of each kind finds the
 * one that {@code _target_} names, or the nearest names when there is none.
 *
 * <pre>{@code
 * EncoderFactory<?> factory = components.encoders().get("dofa", "encoder.yaml:1");
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.registry;
