/**
 * OmegaConf's interpolations: references such as {@code ${encoder.name}} and resolvers such as
 * {@code ${oc.env:HOME}}. {@link org.eobench.core.config.interpolation.Resolver} replaces them by
 * values and refuses cycles. {@link org.eobench.core.config.interpolation.ResolverBudget} limits
 * the work that a hostile file can cause.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.config.interpolation;
