/** One encoder and one decoder joined into a model. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.model;
