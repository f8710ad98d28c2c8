/**
 * The model behind the service. {@code ServedModel} is what the service asks of it, {@code
 * RunModel} the model of a finished run, and {@code ModelQueue} brings requests of many threads to
 * the one thread that may run it.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.serve.model;
