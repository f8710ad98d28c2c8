/**
 * What the service accepts at most, and how it says no: {@code ServiceLimits} holds the bounds of a
 * request, {@code Refusal} is a problem with the HTTP status that fits it.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.serve.limit;
